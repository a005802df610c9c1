import { dynamodb } from "#functions/aws/dynamodb"
import { env } from "#functions/lib/env"
import { liveViews } from "#functions/views/live-views"

/** The rows of a read model that readers see: `filled(ticketInbox)`. */
export const filled = liveViews(dynamodb, env("VIEWS_TABLE"))
