import { InvalidArgumentError } from "commander"

/** A number above 0 that somebody typed. Throws InvalidArgumentError for anything else. */
export const positive = (text: string): number => {
  const value = Number(text)
  if (value > 0) return value
  throw new InvalidArgumentError("a number above 0 is needed")
}
