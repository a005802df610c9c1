/** Gives sequence numbers: 21 digits that grow, as numbers and as strings. */
export type Sequence = (now: number) => string

const number = (milliseconds: number, count: number) =>
  `${String(milliseconds).padStart(13, "0")}${String(count).padStart(8, "0")}`

/** Goes on after `last`, also where the clock went back since. `now` is in milliseconds. */
export const sequenceAfter = (last: string): Sequence => {
  let milliseconds = millisecondsOf(last)
  let count = Number(last.slice(13))
  return (now) => {
    count = now > milliseconds ? 0 : count + 1
    milliseconds = Math.max(now, milliseconds)
    return number(milliseconds, count)
  }
}

/** No number given at or after this time, in milliseconds, is lower. */
export const lowestAt = (milliseconds: number) => number(Math.max(0, Math.floor(milliseconds)), 0)

/** When a sequence number was given. */
export const millisecondsOf = (sequence: string) => Number(sequence.slice(0, 13))
