const pause = (milliseconds: number) => new Promise((resume) => setTimeout(resume, milliseconds))

/**
 * Repeats an assertion until it holds, and returns what it returned. Once `within` milliseconds have passed, its last
 * error is thrown.
 */
export const eventually = async <T>(
  assertion: () => T | Promise<T>,
  { within = 5000, every = 20 }: { within?: number; every?: number } = {},
): Promise<T> => {
  const until = Date.now() + within
  for (;;) {
    try {
      return await assertion()
    } catch (error) {
      if (Date.now() >= until) throw error
      await pause(every)
    }
  }
}
