import { readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import { type AttributeValue, BatchWriteItemCommand, paginateScan } from "@aws-sdk/client-dynamodb"
import { expect, test } from "vitest"
import { z } from "zod"
import { viewTable } from "#functions/views/view-table"
import { dynamodb } from "#local/dynamodb/dynamodb"
import { provisionTables } from "#local/provision/tables"
import { queryInbox } from "#projections/inbox/query"
import { ticketInbox } from "#projections/ticket-inbox"
import { ticketPage } from "#projections/ticket-page"
import { tables } from "#schemas/tables"
import { InboxQuery } from "#schemas/ticket/messages/inbox-query"
import { localAws } from "#test/support/local-aws"
import { rebuildDesk } from "#test/support/rebuild-desk"
import { temporaryFolder } from "#test/support/temporary"

const read = (file: string) => gunzipSync(readFileSync(`test/recorded/last-version/${file}`)).toString("utf8")

const Binary = z.object({ B: z.string() }).transform(({ B }): AttributeValue => ({ B: Buffer.from(B, "base64") }))

const Line = z.record(z.string(), z.custom<AttributeValue>())

/** Binary comes as text in a line of JSON. */
const bytes = (value: AttributeValue): AttributeValue => Binary.safeParse(value).data ?? value

const itemsIn = (file: string) =>
  read(file)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => Line.parse(JSON.parse(line)))
    .map((item) => Object.fromEntries(Object.entries(item).map(([name, value]) => [name, bytes(value)])))

const Expected = z.object({
  poisoned: z.array(z.looseObject({ projection: z.string(), ticketId: z.string(), version: z.number() })),
  lists: z.array(z.object({ query: z.unknown(), as: z.string(), ids: z.array(z.string()) })),
  tickets: z.array(
    z.looseObject({
      ticketId: z.string(),
      state: z.unknown().optional(),
      page: z.looseObject({
        timeline: z.array(z.looseObject({ text: z.string() })).optional(),
        version: z.number().optional(),
      }),
    }),
  ),
})

/** The store of the last version, in the middle of a rebuild, filled anew by this code as a deployment does it. */
const opened = async () => {
  const aws = await localAws(await dynamodb(await temporaryFolder()))
  await provisionTables(aws.dynamodb)
  for (const [table, file] of [
    [tables.events.name, "events.jsonl.gz"],
    [tables.views.name, "views.jsonl.gz"],
  ] as const) {
    const items = itemsIn(file)
    for (let n = 0; n < items.length; n += 25)
      await aws.dynamodb.send(
        new BatchWriteItemCommand({
          RequestItems: { [table]: items.slice(n, n + 25).map((Item) => ({ PutRequest: { Item } })) },
        }),
      )
  }
  const desk = rebuildDesk(aws)
  const started: string[] = []
  const filling = await desk.fill({
    isRunning: async () => true,
    start: async (_, names) => void started.push(...names),
  })
  return { desk, filling, started }
}

type Desk = Awaited<ReturnType<typeof opened>>["desk"]
type ExpectedStore = z.infer<typeof Expected>

const expectPages = async (desk: Desk, tickets: ExpectedStore["tickets"]) => {
  const pages = viewTable(desk.client, tables.views.name)(ticketPage, (await desk.live(ticketPage)) ?? 0)
  for (const { ticketId, page, state } of tickets) {
    if (!state) continue
    const { row, version } = await pages.get(ticketId)
    expect({ ticketId, version, texts: row?.timeline.map(({ text }) => text) }).toEqual({
      ticketId,
      version: page.version,
      texts: page.timeline?.map(({ text }) => text),
    })
    expect(row).toMatchObject({ status: page.status, subject: page.subject })
  }
}

/** A whole list, page by page. */
const listed = async (page: Parameters<typeof queryInbox>[0], query: unknown): Promise<string[]> => {
  const found: string[] = []
  let cursor: string | undefined
  do {
    const { limit: _, ...asked } = Object(query)
    const next = await queryInbox(page, InboxQuery.parse({ ...asked, limit: 50, ...(cursor && { cursor }) }))
    found.push(...next.items.map((row) => row.ticketId))
    cursor = next.cursor
  } while (cursor)
  return found
}

test("a store of the last version is filled anew, and answers as that version did", async () => {
  const expected = Expected.parse(JSON.parse(read("expected.json.gz")))
  const { desk, filling, started } = await opened()
  expect(started).toEqual(filling.starts)
  expect(started).toContain("ticket-inbox")
  await desk.rebuild("machine").whole(started)

  await expectPages(desk, expected.tickets)
  const inbox = viewTable(desk.client, tables.views.name)(ticketInbox, (await desk.live(ticketInbox)) ?? 0)
  for (const { query, as, ids } of expected.lists.filter(({ as }) => as === "agent"))
    expect({ query, as, ids: await listed(inbox.page, query) }).toEqual({ query, as, ids })

  const poisoned = await desk.parts.poisoned.all()
  const unread = expected.poisoned.map(({ ticketId }) => ticketId).filter((id) => id !== "TKT-1031")
  expect(new Set(poisoned.map(({ stream }) => stream.id))).toEqual(new Set(unread))

  const left: unknown[] = []
  for await (const { Items = [] } of paginateScan({ client: desk.client }, { TableName: tables.views.name }))
    left.push(...Items.filter((item) => "__edb_e__" in item))
  expect(left).toEqual([])
  expect((await desk.revisions.read()).rebuild?.phase).toBe("done")
})
