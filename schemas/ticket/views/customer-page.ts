import * as z from "zod"
import { CustomerSummary } from "#schemas/ticket/views/customer-row"
import { TicketPage, TicketPageAnswer, TimelineEntry } from "#schemas/ticket/views/ticket-page"

/** A row of the conversation as its customer reads it. Whoever is not a person to them is a role without an id. */
export const CustomerEntry = TimelineEntry.pick({
  id: true,
  version: true,
  at: true,
  actor: true,
  text: true,
  type: true,
}).extend({ kind: TimelineEntry.shape.kind.exclude(["note"]) })

/** A ticket's page for its customer. Parsing a page by it picks what they may see; nothing that is not named here. */
export const CustomerPage = CustomerSummary.extend({
  customer: TicketPage.shape.customer,
  description: TicketPage.shape.description,
  channel: TicketPage.shape.channel,
  follows: TicketPage.shape.follows,
  timeline: z.array(CustomerEntry),
  earlier: TicketPage.shape.earlier,
})
export type CustomerPage = z.infer<typeof CustomerPage>

/** GET /api/tickets/{id} for its customer. */
export const CustomerPageAnswer = CustomerPage.extend({
  version: TicketPageAnswer.shape.version,
  commands: TicketPageAnswer.shape.commands,
})
export type CustomerPageAnswer = z.infer<typeof CustomerPageAnswer>
