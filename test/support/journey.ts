import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PutRecordCommand } from "@aws-sdk/client-kinesis"
import type { Browser, Page } from "playwright-core"
import { afterAll, afterEach, beforeAll, expect } from "vitest"
import { resources } from "#functions/resources"
import { clients } from "#local/clients"
import { type Cloud, startCloud } from "#local/cloud"
import type { TicketSubmittedMessage } from "#schemas/ticket/messages/ticket-submitted"
import { startBrowser } from "#test/support/browser"
import { limit, slowest } from "#test/support/patience"

/** A ticket passes every station within seconds. Milliseconds of a quiet machine. */
const patience = 30_000

/** The whole platform in a folder of its own, with a browser in front of it, for one test file. */
export const journeys = () => {
  let folder: string
  let cloud: Cloud
  let browser: Browser
  const broken: Error[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ledgerdesk-journey-"))
    cloud = await startCloud({ port: 0, awsPort: 0, warehousePort: 0, dataFolder: folder, lambdaPatience: slowest })
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
    await rm(folder, { recursive: true, force: true })
  })
  afterEach(() => expect(broken).toEqual([]))

  /** A window of its own, with its own sign-in. */
  const open = async (path: string): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    context.setDefaultTimeout(limit(patience))
    const page = await context.newPage()
    page.on("pageerror", (error) => broken.push(error))
    await page.goto(`${cloud.url}${path}`)
    return page
  }

  /** Opens a page as somebody who signs in on the way. */
  const openAs = async (name: string, path = "/"): Promise<Page> => {
    const page = await open(path)
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.getByRole("button", { name }).click()
    return page
  }

  /** Puts a ticket on the intake stream, as an integrator does. */
  const submitByKinesis = async (message: TicketSubmittedMessage) => {
    const { kinesis, destroy } = clients(cloud.awsUrl)
    const Data = new TextEncoder().encode(JSON.stringify(message))
    await kinesis.send(
      new PutRecordCommand({ StreamName: resources.intake.name, PartitionKey: message.ticketId, Data }),
    )
    destroy()
  }

  return { open, openAs, submitByKinesis }
}
