import { staff } from "#core/engine/access"
import type { Inbox } from "#functions/api/list-tickets"
import { api } from "#functions/http/api"
import { cursorsIn } from "#functions/http/cursors"
import { route as described, noInput } from "#functions/http/route"
import { live } from "#functions/views/views"
import { readInbox } from "#projections/inbox/changes"
import { ticketInbox } from "#projections/ticket-inbox"
import { InboxSince } from "#schemas/ticket/messages/inbox-since"
import { InboxAnswer } from "#schemas/ticket/views/inbox-row"

/** GET /api/inbox: all active tickets, or what changed among them since an earlier answer. */
export const route = described({
  summary: "All active tickets, or what changed among them since an earlier answer",
  for: staff,
  path: noInput,
  query: InboxSince,
  answer: { name: "Inbox", shape: InboxAnswer },
})

export const listInbox = (inbox: Inbox) =>
  api(route, async ({ query: since, now }) => {
    const { page } = await inbox()
    const field = since.after === undefined ? "cursor" : "after"
    return { body: await cursorsIn(field, () => readInbox(page, since, Date.parse(now))) }
  })

export const handler = listInbox(live(ticketInbox))
