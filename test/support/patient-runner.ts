import { type RunnerTestCase, TestRunner } from "vitest"
import { patience } from "#test/support/patience"

// Taken before any test bends time.
const { setInterval, clearInterval } = globalThis

/** For every test, whatever it does: milliseconds of a quiet machine. None is meant to need a fourth of them. */
const within = 480_000

/** Runs tests as Vitest does, but for their limit: Vitest's own is a timer, which knows nothing of a busy machine. */
export default class PatientRunner extends TestRunner {
  async runTask(test: RunnerTestCase): Promise<void> {
    const over = patience(within)
    const hanging = Promise.withResolvers<never>()
    const looking = setInterval(() => {
      if (over())
        hanging.reject(new Error(`The test hangs: it did not end within ${within / 1000} s of a quiet machine`))
    }, 1_000)
    looking.unref()
    try {
      await Promise.race([TestRunner.getTestFn(test)(), hanging.promise])
    } finally {
      clearInterval(looking)
    }
  }
}
