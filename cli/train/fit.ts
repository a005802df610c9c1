import { buckets, type Features } from "#core/triage/features"

/** One text as it is learnt from: `answer` is the right one's place, `weight` how much it counts. */
export type Example = Features & { vector: Float32Array; answer: number; weight: number }

/** Weights of a linear model: for each feature, and for each dimension of a text's vector, a row of a number per answer. */
export type Fitted = { features: Float32Array; dimensions: Float32Array }

const rounds = 12

/** The examples in another order each time, and in the same ones in every training. A linear congruential generator. */
const shuffler = <T>(all: readonly T[]) => {
  let state = 1
  const order = [...all]
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state
  }
  return (): readonly T[] => {
    const places = order.map((item) => ({ item, place: next() }))
    return places.toSorted((a, b) => a.place - b.place).map(({ item }) => item)
  }
}

/** Weights with what AdaGrad keeps of each. https://jmlr.org/papers/v12/duchi11a.html */
const learner = ({ rows, answers, decay, pace }: { rows: number; answers: number; decay: number; pace: number }) => {
  const weights = new Float32Array(rows * answers)
  const squares = new Float32Array(rows * answers).fill(1e-3)
  const step = (row: number, errors: Float32Array, times: number) => {
    for (let at = 0; at < answers; at++) {
      const place = row * answers + at
      const gradient = (errors[at] ?? 0) * times + decay * (weights[place] ?? 0)
      const square = (squares[place] ?? 0) + gradient * gradient
      squares[place] = square
      weights[place] = (weights[place] ?? 0) - (pace * gradient) / Math.sqrt(square)
    }
  }
  const add = (row: number, scores: Float32Array, times: number) => {
    const from = row * answers
    for (let at = 0; at < answers; at++) scores[at] = (scores[at] ?? 0) + (weights[from + at] ?? 0) * times
  }
  return { weights, step, add }
}

const errorsOf = (scores: Float32Array, { answer, weight }: Example): Float32Array => {
  const highest = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - highest))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power, at) => (power / sum - (at === answer ? 1 : 0)) * weight)
}

/** Multinomial logistic regression by stochastic gradient descent. The same examples always give the same weights. */
export const learn = (examples: readonly Example[], answers: number): Fitted => {
  const features = learner({ rows: buckets, answers, decay: 1e-5, pace: 0.3 })
  const dimensions = learner({ rows: examples[0]?.vector.length ?? 0, answers, decay: 1e-4, pace: 0.15 })
  const learnFrom = (example: Example) => {
    const times = 1 / Math.sqrt(example.ids.length)
    const scores = new Float32Array(answers)
    for (const id of example.ids) features.add(id, scores, times)
    for (const [row, value] of example.vector.entries()) dimensions.add(row, scores, value)
    const errors = errorsOf(scores, example)
    for (const id of example.ids) features.step(id, errors, times)
    for (const [row, value] of example.vector.entries()) dimensions.step(row, errors, value)
  }
  const shuffled = shuffler(examples)
  for (let round = 0; round < rounds; round++) for (const example of shuffled()) learnFrom(example)
  return { features: features.weights, dimensions: dimensions.weights }
}
