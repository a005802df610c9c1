import { PutObjectCommand } from "@aws-sdk/client-s3"
import type { EventStore } from "#core/event-store"
import { consumer } from "#functions/lib/consumer"
import { env } from "#functions/lib/env"
import { eventStore } from "#functions/lib/event-store"
import { archiveKey, loadProcessed } from "#functions/lib/processed"
import { s3 } from "#functions/lib/s3"

export type Archive = { store: EventStore; put: (key: string, json: string) => Promise<unknown> }

/** ResponseDrafted → the ticket's JSON file. Writing it again writes the same place. */
export const archiveTickets = ({ store, put }: Archive) =>
  consumer(async ({ ticketId }) => {
    const ticket = await loadProcessed(store, ticketId)
    await put(archiveKey(ticket), JSON.stringify(ticket))
  })

export const handler = archiveTickets({
  store: eventStore,
  put: (Key, Body) =>
    s3.send(new PutObjectCommand({ Bucket: env("ARCHIVE_BUCKET"), Key, Body, ContentType: "application/json" })),
})
