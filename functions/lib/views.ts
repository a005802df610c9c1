import { documents } from "#functions/lib/dynamodb"
import { env } from "#functions/lib/env"
import { inboxEntity } from "#projections/inbox-entity"
import { inboxStore } from "#projections/inbox-store"
import { pageEntity } from "#projections/page-entity"
import { pageStore } from "#projections/page-store"

/** The read models in the views table. */
export const inbox = inboxEntity(documents, env("VIEWS_TABLE"))
export const inboxViews = inboxStore(inbox)
export const pageViews = pageStore(pageEntity(documents, env("VIEWS_TABLE")))
