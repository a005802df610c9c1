import { bytesOf } from "#core/triage/bytes"
import type { Features } from "#core/triage/features"

/** Numbers of one byte each, in base64, times `scale`. */
type Bytes = { scale: number; bytes: string }

/** One question's part of the model's file: a row of weights, one for each answer, for every feature and for every word. */
export type HeadFile = {
  answers: readonly string[]
  features: Bytes
  words: Bytes
  /** Divides the scores, so that probabilities say how often they are right. https://arxiv.org/abs/1706.04599 */
  temperature: number
}

type Rows = { scale: number; weights: Int8Array }

/** A question with its weights at hand. */
export type Head<Answer extends string> = {
  answers: readonly Answer[]
  features: Rows
  words: Rows
  temperature: number
}

const rowsOf = ({ scale, bytes }: Bytes): Rows => ({ scale, weights: new Int8Array(bytesOf(bytes).buffer) })

/** Throws where the file answers something else than these: then it was trained for other code. */
export const openHead = <Answer extends string>(file: HeadFile, answers: readonly Answer[]): Head<Answer> => {
  if (file.answers.join() !== answers.join())
    throw new Error("core/triage/model.json answers other questions: npm run train")
  return { answers, features: rowsOf(file.features), words: rowsOf(file.words), temperature: file.temperature }
}

/** Adds rows to the scores, each as many times as is said. */
const adding = (scores: number[]) => (of: Rows, row: number, times: number) => {
  const from = row * scores.length
  const by = of.scale * times
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) + (of.weights[from + at] ?? 0) * by
}

/** Numbers that sum to 1, the larger the score the larger. */
export const softmax = (scores: readonly number[]): number[] => {
  const highest = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - highest))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}

/** A word's row, or undefined for a word that is not known. */
export type Known = (word: string) => number | undefined

/**
 * How likely each answer is, in the order of the answers. Features and words count by the root of their number, so that
 * a text is not judged surer because it is long.
 */
export const probabilities = (head: Head<string>, { ids, words }: Features, known: Known): number[] => {
  const scores = head.answers.map(() => 0)
  const add = adding(scores)
  for (const id of ids) add(head.features, id, 1 / Math.sqrt(ids.length))
  const found = words.flatMap((word) => known(word) ?? [])
  for (const row of found) add(head.words, row, 1 / Math.sqrt(found.length))
  return softmax(scores.map((score) => score / head.temperature))
}
