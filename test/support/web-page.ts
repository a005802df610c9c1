import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest"
import { startBrowser } from "#test/support/browser"
import { type FakeApi, startFakeApi } from "#test/support/fake-api"
import { limit } from "#test/support/patience"
import { fill } from "#test/support/sample-tickets"

type Options = BrowserContextOptions & { as?: "agent" | "customer" }

/** Milliseconds of a quiet machine: a test that fails takes that long. */
const patience = 15_000

/** One browser for a test file, and for each test a filled desk and windows of its own that must not throw. */
export const browserTests = () => {
  let browser: Browser
  let api: FakeApi
  let broken: Error[] = []

  beforeAll(async () => {
    browser = await startBrowser()
  })
  afterAll(() => browser.close())

  beforeEach(async () => {
    broken = []
    api = await startFakeApi()
    await fill(api.desk)
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    await api.close()
    expect(broken).toEqual([])
  })

  return {
    api: () => api,
    /** Opens a page of the app in a window of its own, signed in where `as` says as whom. */
    open: async (path: string, { as, ...options }: Options = {}): Promise<Page> => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
      context.setDefaultTimeout(limit(patience))
      if (as) await api.signIn(context, as)
      const page = await context.newPage()
      page.on("pageerror", (error) => broken.push(error))
      await page.goto(`${api.url}${path}`)
      return page
    },
  }
}
