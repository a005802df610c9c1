import { documents } from "#functions/aws/dynamodb"
import { env } from "#functions/lib/env"
import { readModelsIn } from "#functions/views/read-models"
import { recently, revisions } from "#functions/views/revisions"
import type { InboxEntity } from "#projections/inbox-entity"
import { liveRevision } from "#projections/revisions"
import { ticketInbox } from "#projections/ticket-inbox"
import { ticketPage } from "#projections/ticket-page"
import type { ViewStore } from "#projections/view-store"
import type { TicketPage } from "#schemas/ticket/views/ticket-page"

/** The read models in the views table. */
export const readModels = readModelsIn(documents, env("VIEWS_TABLE"))

const known = recently(revisions)

/** The inbox that readers see now. */
export const liveInbox = async (): Promise<InboxEntity> => readModels.inbox(liveRevision(await known(), ticketInbox))

/** The pages that readers see now. */
export const livePages: Pick<ViewStore<TicketPage>, "get"> = {
  get: async (ticketId) => readModels.pages(liveRevision(await known(), ticketPage)).get(ticketId),
}
