import { parse } from "#core/invalid"
import type { Inbox } from "#functions/api/list-tickets"
import { api } from "#functions/http/api"
import { cursorsIn } from "#functions/http/cursors"
import { forAgents } from "#functions/http/readable"
import { filled } from "#functions/views/views"
import { readInbox } from "#projections/inbox/changes"
import { ticketInbox } from "#projections/ticket-inbox"
import { InboxSince } from "#schemas/ticket/messages/inbox-since"

/** GET /api/inbox: all active tickets, or what changed among them since an earlier answer. */
export const listInbox = (inbox: Inbox) =>
  api(async ({ caller, query, now }) => {
    forAgents(caller)
    const since = parse(InboxSince, query)
    const { page } = await inbox()
    const field = since.after === undefined ? "cursor" : "after"
    return { body: await cursorsIn(field, () => readInbox(page, since, Date.parse(now))) }
  })

export const handler = listInbox(filled(ticketInbox))
