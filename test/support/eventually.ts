import { patience } from "#test/support/patience"

// Taken before any test bends time.
const { setTimeout } = globalThis

const pause = (milliseconds: number) => new Promise((resume) => setTimeout(resume, milliseconds))

/**
 * Repeats an assertion until it holds, and returns what it returned. Once `within` milliseconds of a quiet machine have
 * passed, its last error is thrown; `every` so many milliseconds it is tried.
 */
export const eventually = async <T>(
  assertion: () => T | Promise<T>,
  { within = 15_000, every = 20 }: { within?: number; every?: number } = {},
): Promise<T> => {
  const over = patience(within)
  for (;;) {
    try {
      return await assertion()
    } catch (error) {
      if (over()) throw error
      await pause(every)
    }
  }
}
