import { type Concepts, conceptsIn } from "#core/triage/concepts"
import { partsOf, plain, sentencesOf, tokensOf } from "#core/triage/text"
import { hashOf } from "#core/triage/words"

/** What is judged of a ticket. */
export type Asked = { product: string; issueType: string; subject: string; description: string }

/** Features of a text by number, each once; and its words, for what is known of words from elsewhere. */
export type Features = { ids: Int32Array; words: readonly string[] }

/** Numbers that features may have. */
export const buckets = 1 << 15

const numberOf = (feature: string): number => hashOf(feature) % buckets

/** A text that is shorter says nothing by itself: then what it quotes is judged. */
const telling = 15

/** The writer's own words; what they only quote or sign with counts where there is nothing else. */
export const ownWords = ({ subject, description }: Pick<Asked, "subject" | "description">): string => {
  const { own, quoted } = partsOf(plain(description))
  return `${plain(subject)}\n${own.length < telling && quoted ? quoted : own}`
}

const ofSentence = (concepts: Concepts, sentence: string): string[] => {
  const words = tokensOf(sentence)
  const asks = sentence.endsWith("?")
  return [
    ...words.map((word) => `w ${word}`),
    ...words.map((word, at) => (at === 0 ? `s ${word}` : `b ${words[at - 1]} ${word}`)),
    ...words.slice(2).map((word, at) => `g ${words[at]} ${words[at + 1]} ${word}`),
    ...[...conceptsIn(concepts, words)].flatMap((concept) => [`c ${concept}`, ...(asks ? [`c? ${concept}`] : [])]),
  ]
}

/** Runs of 3 to 5 letters, so that other forms of a word and typing mistakes are alike. */
const ofLetters = (words: readonly string[]): string[] =>
  words
    .filter((word) => word.length > 3)
    .flatMap((word) => {
      const whole = `^${word}$`
      return [3, 4, 5].flatMap((length) =>
        Array.from({ length: Math.max(0, whole.length - length + 1) }, (_, at) => `n ${whole.slice(at, at + length)}`),
      )
    })

const ofIssueType = (concepts: Concepts, issueType: string): string[] => {
  const words = tokensOf(plain(issueType))
  return [
    ...words.map((word) => `i ${word}`),
    ...words.slice(1).map((word, at) => `ib ${words[at]} ${word}`),
    ...ofLetters(words).map((run) => `i${run}`),
    ...[...conceptsIn(concepts, words)].map((concept) => `ic ${concept}`),
  ]
}

const isShouted = (text: string): boolean => {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return letters > 20 && (text.match(/\p{Lu}/gu)?.length ?? 0) > letters / 2
}

const ofForm = (text: string, length: number): string[] => [
  `l ${[8, 16, 40, 90].filter((bound) => length >= bound).length}`,
  ...(text.includes("?") ? ["q any"] : []),
  ...(/\?\s*$/.test(text) ? ["q end"] : []),
  ...(isShouted(text) ? ["caps"] : []),
  ...(/!{2,}/.test(text) ? ["!!"] : []),
  "bias",
]

/** `withIssueType`: whether what the customer picked in the form counts. */
export const featuresOf = (
  concepts: Concepts,
  asked: Asked,
  { withIssueType }: { withIssueType: boolean },
): Features => {
  const text = ownWords(asked)
  const words = tokensOf(text)
  const distinct = [...new Set(words)]
  const names = [
    ...sentencesOf(text).flatMap((sentence) => ofSentence(concepts, sentence)),
    ...ofLetters(distinct),
    ...tokensOf(plain(asked.product)).map((word) => `r ${word}`),
    ...(withIssueType ? ofIssueType(concepts, asked.issueType) : []),
    ...ofForm(text, words.length),
  ]
  return { ids: Int32Array.from(new Set(names.map(numberOf))), words: distinct }
}
