import { ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3"
import { type DynamoDBDocumentClient, paginateScan } from "@aws-sdk/lib-dynamodb"
import pg from "pg"
import { z } from "zod"
import { ticket } from "../core/ticket/ticket.ts"
import { resources } from "../functions/resources.ts"
import { fromItem } from "../functions/store/commit-item.ts"
import { streamIn } from "../functions/store/partition.ts"
import { ticketInbox } from "../projections/ticket-inbox.ts"
import { ticketPage } from "../projections/ticket-page.ts"
import type { EventType, TicketEvent } from "../schemas/ticket/events.ts"

/** The stations of a ticket in the event store, and what records that it has passed one. */
export const recorded = {
  submitted: "TicketSubmitted",
  sentiment: "SentimentDetected",
  classified: "TicketClassified",
  routed: "TicketRouted",
  drafted: "ResponseDrafted",
  "team notified": "NotificationSent",
} as const satisfies Record<string, EventType>

/** How many tickets are through by the tables that analysts see. */
export type Counts = { ticket_events: number; processed_tickets: number }

const Row = z.object({ ticket_events: z.coerce.number(), processed_tickets: z.coerce.number() })

const types = Object.values(recorded)

/** Tickets with every event in `ticket_events`, and with a row in `processed_tickets`: two numbers for any load. */
const counting = `
  select
    (select count(*) from (
      select ticket_id from ticket_events where type in (${types.map((type) => `'${type}'`).join(", ")})
      group by ticket_id having count(distinct type) = ${types.length}) as whole) as ticket_events,
    (select count(distinct ticket_id) from processed_tickets) as processed_tickets`

export type Analyst = { exists: () => Promise<boolean>; counts: () => Promise<Counts>; close: () => Promise<void> }

/** Asks the warehouse as its users do. `exists` is false until the tables are made. */
export const analyst = async (warehouseUrl: string): Promise<Analyst> => {
  const client = new pg.Client({ connectionString: warehouseUrl, user: "analyst" })
  await client.connect()
  const made = "select count(*) = 2 as made from pg_tables where tablename in ('ticket_events', 'processed_tickets')"
  return {
    exists: async () => z.object({ made: z.boolean() }).parse((await client.query(made)).rows[0]).made,
    counts: async () => Row.parse((await client.query(counting)).rows[0]),
    close: () => client.end(),
  }
}

/** When each ticket's file was written, in epoch milliseconds. */
export const archivedAt = async (s3: S3Client): Promise<number[]> => {
  const found: number[] = []
  let ContinuationToken: string | undefined
  do {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket: resources.archive.name, Prefix: "tickets/", ContinuationToken }),
    )
    found.push(...(page.Contents ?? []).map(({ LastModified }) => Number(LastModified)))
    ContinuationToken = page.NextContinuationToken
  } while (ContinuationToken)
  return found
}

/** Every event of the store. */
export const storedEvents = async (client: DynamoDBDocumentClient): Promise<TicketEvent[]> => {
  const found: TicketEvent[] = []
  for await (const { Items = [] } of paginateScan(
    { client },
    { TableName: resources.events.name, ConsistentRead: true },
  ))
    found.push(...Items.filter(({ commit }) => commit).flatMap((item) => fromItem(ticket, item)))
  return found
}

const ViewRow = z.object({ model: z.string(), pk: z.string(), version: z.number() })

/** The version of each ticket's row, by read model. */
export const viewVersions = async (client: DynamoDBDocumentClient): Promise<Map<string, Map<string, number>>> => {
  const found = new Map([ticketInbox, ticketPage].map(({ name }) => [name, new Map<string, number>()]))
  const asked = {
    TableName: resources.views.name,
    ConsistentRead: true,
    ProjectionExpression: "model, pk, version",
  }
  for await (const { Items = [] } of paginateScan({ client }, asked))
    for (const item of Items) {
      const { data: row } = ViewRow.safeParse(item)
      if (row) found.get(row.model)?.set(streamIn(row.pk)?.id ?? row.pk, row.version)
    }
  return found
}
