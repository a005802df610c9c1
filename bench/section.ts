/** What is asked of a number, and what it is. `why` is printed where the bar is missed. */
export type Bar = { what: string; asked: string; measured: string; met: boolean; why: string }

export type Value = string | number

/** One comparison: a table, what a reader must know about it, and the bars it is held to. */
export type Section = {
  title: string
  rows: readonly Record<string, Value>[]
  notes: readonly string[]
  bars: readonly Bar[]
}

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits))

export const atLeast = (what: string, [asked, measured]: [number, number], why: string): Bar => ({
  what,
  asked: `at least ${asked}`,
  measured: measured.toFixed(2),
  met: measured >= asked,
  why: `${(asked - measured).toFixed(2)} short. ${why}`,
})

export const below = (what: string, [limit, measured]: [number, number], why: string): Bar => ({
  what,
  asked: `below ${rounded(limit)}`,
  measured: `${rounded(measured)}`,
  met: measured < limit,
  why: `${measured === limit ? "Equal" : `${rounded(measured - limit)} over`}. ${why}`,
})
