import type { Locator } from "playwright-core"
import { expect } from "vitest"

/** The assertion that something is on the screen, or comes to be. */
export const seen = async (locator: Locator) => {
  await locator.waitFor({ state: "visible" })
  expect(await locator.isVisible()).toBe(true)
}

/** The assertion that something is not, or no longer, on the screen. */
export const gone = async (locator: Locator) => {
  await locator.waitFor({ state: "hidden" })
  expect(await locator.isVisible()).toBe(false)
}
