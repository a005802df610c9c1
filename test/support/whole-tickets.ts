import { ListObjectsV2Command } from "@aws-sdk/client-s3"
import { expect } from "vitest"
import { z } from "zod"
import type { DeskApi } from "#cli/prove/desk-api"
import { historyOf } from "#cli/prove/history"
import { resources } from "#functions/resources"
import { clients } from "#local/clients"
import { openOutbox } from "#local/outbox"
import { openState } from "#local/state"
import type { Recorded } from "#schemas/recorded"
import { InboxPage } from "#schemas/ticket/views/inbox-row"
import type { RunningDesk } from "#test/support/desk-process"
import { eventually } from "#test/support/eventually"

/** What happens to a ticket by itself, each once. */
const stations = [
  "TicketSubmitted",
  "SentimentDetected",
  "TicketClassified",
  "ResponseDrafted",
  "TicketRouted",
  "NotificationSent",
].sort()

/** Ten at a time, so that the desk is not slowed down by those who look. */
const each = async <T, R>(items: readonly T[], look: (item: T) => Promise<R>): Promise<R[]> => {
  const found: R[] = []
  for (let i = 0; i < items.length; i += 10) found.push(...(await Promise.all(items.slice(i, i + 10).map(look))))
  return found
}

const Outbox = z.object({ items: z.array(z.unknown()) })

/** How many teams and customers were told until now: the newest 200. */
export const told = async ({ url }: RunningDesk): Promise<number> =>
  Outbox.parse(await (await fetch(`${url}/dev/outbox.json`)).json()).items.length

const Page = z.looseObject({ version: z.number(), commands: z.unknown() })

/** The page as the projection wrote it is the page as the events say it. */
const samePage = async (agent: DeskApi, ticketId: string, version: number) => {
  const { commands: _, ...page } = await agent.get(`/api/tickets/${ticketId}`, Page)
  const { commands: __, ...folded } = await agent.get(`/api/tickets/${ticketId}/at/${version}`, Page)
  expect(page).toEqual(folded)
}

const listed = async (agent: DeskApi): Promise<string[]> => {
  const found: string[] = []
  let cursor: string | null | undefined
  do {
    const query = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""
    const page = await agent.get(`/api/tickets?limit=100${query}`, InboxPage)
    found.push(...page.items.map(({ ticketId }) => ticketId))
    cursor = page.cursor
  } while (cursor)
  return found
}

const archived = async (awsUrl: string): Promise<string[]> => {
  const { s3, destroy } = clients(awsUrl)
  const { Contents = [] } = await s3.send(
    new ListObjectsV2Command({ Bucket: resources.archive.name, Prefix: "tickets/" }),
  )
  destroy()
  return Contents.map(({ Key = "" }) => /ticket_(.+)\.json$/.exec(Key)?.[1] ?? Key)
}

const column = (rows: readonly unknown[]) =>
  z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id)

const sorted = (ids: readonly string[]) => [...ids].sort()

/**
 * Waits until every one of the tickets, and no other, has passed every station exactly once: in the event store, in the
 * read models, in S3 and in the warehouse. Returns their histories.
 */
export const wholeTickets = async (desk: RunningDesk, ticketIds: readonly string[]): Promise<Recorded[][]> => {
  const agent = await desk.as("agent")
  const notified = "select ticket_id as id from ticket_events where type = 'NotificationSent'"
  // What a killed desk's functions had claimed is out of reach for as long as they might have run, on a quiet machine too.
  await eventually(async () => expect(sorted(column(await desk.select(notified)))).toEqual(sorted(ticketIds)), {
    within: 120_000,
    every: 500,
  })
  const histories = await each(ticketIds, (ticketId) => historyOf(agent, ticketId))
  for (const history of histories) expect(history.map(({ type }) => type).sort()).toEqual(stations)
  await eventually(
    async () => {
      await each(histories, (history) => samePage(agent, history[0]?.stream.id ?? "", history.length))
      expect(sorted(await listed(agent))).toEqual(sorted(ticketIds))
      expect(sorted(await archived(desk.awsUrl))).toEqual(sorted(ticketIds))
      const rows = "select ticket_id as id from processed_tickets"
      expect(sorted(column(await desk.select(rows)))).toEqual(sorted(ticketIds))
      const events = column(await desk.select("select event_id as id from ticket_events"))
      expect(sorted(events)).toEqual(sorted(histories.flat().map(({ id }) => id)))
    },
    { within: 30_000, every: 500 },
  )
  return histories
}

/**
 * Every ticket's team was told, in the outbox of a desk that has stopped. Whoever was told twice was told once before the
 * desk stopped at one of `stops` (epoch ms), by a function that did not live to write that down.
 */
export const expectToldOnce = (folder: string, ticketIds: readonly string[], stops: readonly number[]): void => {
  const state = openState(folder)
  const sent = openOutbox(state).list(1_000).toReversed()
  state.close()
  const times = Map.groupBy(sent, ({ text }) => /^\S+/.exec(text)?.[0] ?? "")
  expect(sorted([...times.keys()])).toEqual(sorted(ticketIds))
  for (const [, [first, ...more]] of times)
    more.reduce((before, { at }) => {
      expect(stops.some((stop) => Date.parse(before) <= stop && stop <= Date.parse(at))).toBe(true)
      return at
    }, first?.at ?? "")
}
