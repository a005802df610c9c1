import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb"
import { expect, test } from "vitest"
import { z } from "zod"
import { clients } from "#local/clients"
import type { Bulk, Row } from "#projections/bulk"
import { inboxEntity } from "#projections/inbox-entity"
import { inboxBulk } from "#projections/inbox-store"
import { pageEntity } from "#projections/page-entity"
import { pageBulk } from "#projections/page-store"
import type { Projection } from "#projections/projection"
import type { PutStored } from "#projections/stored-item"
import { ticketInbox } from "#projections/ticket-inbox"
import { ticketPage } from "#projections/ticket-page"
import { assigned, classified, recorded, routed, submitted } from "#test/support/recorded"
import { folded } from "#test/support/viewing"

const client = DynamoDBDocumentClient.from(clients("http://127.0.0.1:1").dynamodb)
const inbox = inboxEntity(client, "views", 7)
const pages = pageEntity(client, "views", 7)

const Params = z.object({ Item: z.unknown() })

/** What a batch puts of the views of tickets, one of them assigned and one of nobody. */
const put = async <Content, Item extends Row>(
  of: Projection<Content>,
  bulkOn: (put: PutStored) => Bulk<Content, Item>,
) => {
  const stored: unknown[] = []
  const bulk = bulkOn(async (items) => {
    stored.push(...items)
    return []
  })
  const items = [[submitted], [submitted, classified, routed, assigned]].map((facts, index) => {
    const ticketId = `TKT-Ab-${index}`
    const { row, version } = folded(of, recorded(facts, 1, ticketId))
    if (row === undefined) throw new Error(`${ticketId} has no row`)
    return bulk.toItem({ ticketId, row, version })
  })
  await bulk.putAll(items)
  return { items, stored }
}

test("a batch stores the inbox as ElectroDB does", async () => {
  const { items, stored } = await put(ticketInbox, (each) => inboxBulk(inbox, each))
  expect(stored).toEqual(items.map((item) => Params.parse(inbox.put({ ...item, rebuilt: true }).params()).Item))
})

test("a batch stores pages as ElectroDB does", async () => {
  const { items, stored } = await put(ticketPage, (each) => pageBulk(pages, each))
  expect(stored).toEqual(items.map((item) => Params.parse(pages.put({ ...item, rebuilt: true }).params()).Item))
})
