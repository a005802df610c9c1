import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb"
import { batchPut } from "#functions/lib/batch-put"
import { pause } from "#functions/lib/pause"
import type { Bulk, Row } from "#projections/bulk"
import { type Filler, type FillerParts, filler } from "#projections/filler"
import { inboxEntity } from "#projections/inbox-entity"
import { inboxBulk, inboxStore } from "#projections/inbox-store"
import { pageEntity } from "#projections/page-entity"
import { pageBulk, pageStore } from "#projections/page-store"
import { type ReadModel, readModel } from "#projections/read-model"
import { remembering } from "#projections/remembering"
import { ticketInbox } from "#projections/ticket-inbox"
import { ticketPage } from "#projections/ticket-page"
import type { ViewStore } from "#projections/view-store"

type Model = { name: string; revision: number }

/** A read model at every revision. `revision` is the code's own: the first one that was ever live, or a later one. */
export type RevisedModel = Model & {
  at: (revision: number) => ReadModel
  filler: (
    revisions: { from: number; to: number },
    parts: Pick<FillerParts<unknown, Row>, "load" | "list" | "isQuiet">,
  ) => Filler
}

type At<Content, Item extends Row> = (revision: number) => { views: ViewStore<Content>; bulk: Bulk<Content, Item> }

/** Making an entity takes milliseconds: each revision's is made once. */
const remembered = <Made>(make: (revision: number) => Made) => {
  const made = new Map<number, Made>()
  return (revision: number): Made => {
    const known = made.get(revision) ?? make(revision)
    made.set(revision, known)
    return known
  }
}

const revised = <Content, Item extends Row>({ name, revision }: Model, at: At<Content, Item>): RevisedModel => ({
  name,
  revision,
  at: remembered((wanted) => readModel(remembering(at(wanted).views))),
  filler: ({ from, to }, parts) => filler({ ...parts, ...at(to), live: at(from).bulk, pause }),
})

/** Every read model of the views table. A new one gets a line here. */
export const readModelsIn = (client: DynamoDBDocumentClient, table: string) => {
  const inbox = remembered((revision) => inboxEntity(client, table, revision))
  const pages = remembered((revision) => pageStore(pageEntity(client, table, revision), revision))
  const put = batchPut({ client, name: () => table })
  const all: readonly RevisedModel[] = [
    revised(ticketInbox, (n) => ({ views: inboxStore(inbox(n), n), bulk: inboxBulk(inbox(n), put) })),
    revised(ticketPage, (n) => ({ views: pages(n), bulk: pageBulk(pageEntity(client, table, n), put) })),
  ]
  return { inbox, pages, all }
}
