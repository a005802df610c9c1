import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { type EnglishWords, englishWords } from "#cli/train/english-words"
import { type Example, type Fitted, learn } from "#cli/train/fit"
import { concepts, fingerprint, isHeldOut, type OwnTicket, type Question, trainingSet } from "#cli/train/training-set"
import { conceptsOf } from "#core/triage/concepts"
import { featuresOf } from "#core/triage/features"
import { softmax } from "#core/triage/linear"
import { hashOf } from "#core/triage/words"
import { Category, Priority, Sentiment } from "#schemas/ticket/words"

/** `npm run train`: learns from data/triage, writes core/triage/model.json. The same set always gives the same file. */

const place = join(import.meta.dirname, "..", "..", "core", "triage", "model.json")

const answers: Record<Question, readonly string[]> = {
  priority: Priority.options,
  category: Category.options,
  sentiment: Sentiment.options,
}

/** The issue type is the customer's: the category is learnt with it and without, half each. Urgency never depends on it. */
const shownOf = (question: Question): readonly boolean[] => (question === "category" ? [true, false] : [false])

const english = englishWords()
const lexicon = concepts()
const known = conceptsOf(lexicon)

const examplesOf = (question: Question, tickets: readonly OwnTicket[]): Example[] =>
  tickets.flatMap((ticket) =>
    shownOf(question).map((withIssueType) => {
      const features = featuresOf(known, ticket, { withIssueType })
      const answer = answers[question].indexOf(ticket.labels[question])
      return { ...features, vector: english.vectorOf(features.words), answer, weight: 1 / shownOf(question).length }
    }),
  )

/** A sentence for every word that is clearly good or bad, each of which counts little: few tickets have any one of them. */
const moodsOfWords = (): Example[] =>
  english.words.flatMap((word, row) => {
    const valence = english.valenceOf(row)
    if (Math.abs(valence) < clearly) return []
    const text = { product: "", issueType: "", subject: "", description: `It is ${word} and ${word}.` }
    const features = featuresOf(known, text, { withIssueType: false })
    const answer = Sentiment.options.indexOf(valence > 0 ? "POSITIVE" : "NEGATIVE")
    return [{ ...features, vector: english.vectorOf(features.words), answer, weight: 0.2 }]
  })

const scoresOf = ({ features, dimensions }: Fitted, { ids, vector }: Example, count: number): number[] =>
  Array.from({ length: count }, (_, at) => {
    const ofFeatures = ids.reduce((sum, id) => sum + (features[id * count + at] ?? 0), 0) / Math.sqrt(ids.length)
    return vector.reduce((sum, value, row) => sum + value * (dimensions[row * count + at] ?? 0), ofFeatures)
  })

const clearly = 1.2

const folds = 4
const foldOf = ({ idea }: OwnTicket) => Math.floor(hashOf(idea) / 7) % folds

/** Scores of every ticket by a model that has not seen its idea. */
const unseenScores = (question: Question, tickets: readonly OwnTicket[]) =>
  Array.from({ length: folds }, (_, fold) => {
    const model = learn(
      examplesOf(
        question,
        tickets.filter((ticket) => foldOf(ticket) !== fold),
      ),
      answers[question].length,
    )
    return examplesOf(
      question,
      tickets.filter((ticket) => foldOf(ticket) === fold),
    ).map((example) => ({
      scores: scoresOf(model, example, answers[question].length),
      answer: example.answer,
    }))
  }).flat()

/** What makes the right answers likeliest, of whatever divides the scores. */
const temperatureOf = (seen: ReturnType<typeof unseenScores>): number => {
  const surprise = (temperature: number) =>
    seen.reduce((sum, { scores, answer }) => {
      const likely = softmax(scores.map((score) => score / temperature))[answer] ?? 0
      return sum - Math.log(Math.max(1e-9, likely))
    }, 0)
  const tried = Array.from({ length: 60 }, (_, step) => 0.4 + step * 0.05)
  return tried.reduce((best, next) => (surprise(next) < surprise(best) ? next : best))
}

/** A byte each. The largest few of many weights are cut, so that the others keep their differences. */
const inBytes = (weights: Float32Array): { scale: number; bytes: string } => {
  const sizes = weights.map(Math.abs).sort()
  const scale = (sizes[Math.floor(sizes.length * 0.9999)] ?? 1) / 127
  const bytes = Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / scale))))
  return { scale, bytes: Buffer.from(bytes.buffer).toString("base64") }
}

/** What a text's vector would add, word by word: so a word that no ticket had speaks as those that are like it. */
const ofWords = ({ words, dimensions, at }: EnglishWords, weights: Float32Array, count: number): Float32Array =>
  Float32Array.from({ length: words.length * count }, (_, index) => {
    const [row, answer] = [Math.floor(index / count), index % count]
    let sum = 0
    for (let dimension = 0; dimension < dimensions; dimension++)
      sum += at(row, dimension) * (weights[dimension * count + answer] ?? 0)
    return sum
  })

const headOf = (question: Question, tickets: readonly OwnTicket[]) => {
  const count = answers[question].length
  const temperature = Number(temperatureOf(unseenScores(question, tickets)).toFixed(2))
  const ofWordsAlone = question === "sentiment" ? moodsOfWords() : []
  const { features, dimensions } = learn([...examplesOf(question, tickets), ...ofWordsAlone], count)
  console.log(`${question}: learnt from ${tickets.length} tickets, temperature ${temperature}`)
  return {
    answers: answers[question],
    features: inBytes(features),
    words: inBytes(ofWords(english, dimensions, count)),
    temperature,
  }
}

const hashes = Buffer.alloc(english.words.length * 4)
for (const [row, word] of english.words.entries()) hashes.writeUInt32BE(hashOf(word), row * 4)

const tickets = trainingSet().filter((ticket) => !isHeldOut(ticket))
const heads = {
  priority: headOf("priority", tickets),
  category: headOf("category", tickets),
  sentiment: headOf("sentiment", tickets),
}
writeFileSync(place, `${JSON.stringify({ of: fingerprint(), lexicon, words: hashes.toString("base64"), heads })}\n`)
console.log("core/triage/model.json is new: npm run eval says how it judges")
