import { createHash } from "node:crypto"

/** Chance that repeats itself: the same seed gives the same numbers. */
export type Chance = {
  /** At least 0 and below 1. */
  number: () => number
  /** A whole number from `least` to `most`. */
  between: (least: number, most: number) => number
  /** One of a list that is not empty. */
  one: <T>(list: readonly T[]) => T
  /** True with this probability. */
  happens: (probability: number) => boolean
}

/** The generator sfc32 by Chris Doty-Humphrey (PractRand), with 128 bits of state from the seed's SHA-256. */
export const chanceOf = (seed: string): Chance => {
  const hash = createHash("sha256").update(seed).digest()
  let [a, b, c, counter] = [hash.readInt32LE(0), hash.readInt32LE(4), hash.readInt32LE(8), hash.readInt32LE(12)]
  const number = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(number() * (most - least + 1))
  return {
    number,
    between,
    one: (list) => {
      const picked = list[between(0, list.length - 1)]
      if (picked === undefined) throw new Error("There is nothing to choose from")
      return picked
    },
    happens: (probability) => number() < probability,
  }
}
