import { dynamodb } from "#functions/aws/dynamodb"
import { env } from "#functions/lib/env"
import { liveViews } from "#functions/views/live-views"

/** The rows of a read model that readers see: `live(ticketInbox)`. */
export const live = liveViews(dynamodb, env("VIEWS_TABLE"))
