import { PutObjectCommand } from "@aws-sdk/client-s3"
import type { EventStore } from "#core/engine/event-store"
import { s3 } from "#functions/aws/s3"
import { env } from "#functions/lib/env"
import { consumer } from "#functions/messaging/consumer"
import { archiveKey, loadProcessed } from "#functions/messaging/processed"
import { eventStore } from "#functions/store/event-store"

export type Archive = { store: EventStore; put: (key: string, json: string) => Promise<unknown> }

/** ResponseDrafted → the ticket's JSON file. Writing it again writes the same place. */
export const archiveTickets = ({ store, put }: Archive) =>
  consumer("archive-tickets", async ({ stream }) => {
    const ticket = await loadProcessed(store, stream.id)
    await put(archiveKey(ticket), JSON.stringify(ticket))
  })

export const handler = archiveTickets({
  store: eventStore,
  put: (Key, Body) =>
    s3.send(new PutObjectCommand({ Bucket: env("ARCHIVE_BUCKET"), Key, Body, ContentType: "application/json" })),
})
