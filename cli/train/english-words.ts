import { readFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { folder } from "#cli/train/training-set"

const File = z.object({ about: z.string(), dimensions: z.int().positive(), words: z.string(), vectors: z.base64() })

/** What is known of English words from elsewhere: words with like meanings have like vectors. */
export type EnglishWords = {
  words: readonly string[]
  dimensions: number
  /** A word's vector, dimension by dimension. */
  at: (row: number, dimension: number) => number
  /** The sum of a text's known words over the root of their number. */
  vectorOf: (words: readonly string[]) => Float32Array
  /** How good or bad a word is said to be, from -4 to 4; its last dimension. */
  valenceOf: (row: number) => number
}

export const englishWords = (): EnglishWords => {
  const file = File.parse(JSON.parse(readFileSync(join(folder, "english-words.json"), "utf8")))
  const { dimensions } = file
  const words = file.words.split(" ")
  const bytes = Buffer.from(file.vectors, "base64")
  const rows = new Map(words.map((word, row) => [word, row]))
  const at = (row: number, dimension: number) => bytes.readInt8(row * dimensions + dimension) / 127
  const vectorOf = (text: readonly string[]) => {
    const found = text.flatMap((word) => rows.get(word) ?? [])
    const sum = (dimension: number) => found.reduce((total, row) => total + at(row, dimension), 0)
    const scale = Math.sqrt(Math.max(1, found.length))
    return Float32Array.from({ length: dimensions }, (_, dimension) => sum(dimension) / scale)
  }
  const valenceOf = (row: number) => 4 * at(row, dimensions - 1)
  return { words, dimensions, at, vectorOf, valenceOf }
}
