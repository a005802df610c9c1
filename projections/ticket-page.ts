import { timelineEntry } from "#core/ticket/life"
import type { ReadModel } from "#projections/read-model"
import { opened, opening, summarise } from "#projections/ticket-summary"
import { withinBudget } from "#projections/timeline"
import { toldToCustomer } from "#projections/told-to-customer"
import type { TicketEvent } from "#schemas/ticket/events"
import { TicketPage } from "#schemas/ticket/views/ticket-page"

const told = (page: TicketPage, event: TicketEvent): TicketPage => {
  const entry = timelineEntry(event)
  if (!entry) return page
  const all = [...page.timeline, entry]
  const timeline = withinBudget(all)
  if (timeline.length === all.length) return { ...page, timeline }
  const dropped = all.filter((each) => !timeline.includes(each))
  const shown = dropped.filter((each) => toldToCustomer(each) !== undefined)
  return {
    ...page,
    timeline,
    earlier: page.earlier + dropped.length,
    earlierForCustomer: (page.earlierForCustomer ?? 0) + shown.length,
  }
}

const withoutDraft = ({ draft: _, ...page }: TicketPage): TicketPage => page

const begun = (event: TicketEvent<"TicketSubmitted">): TicketPage => {
  const { customer, description, channel, follows } = event.data
  return told(
    { ...opened(event), customer, description, channel, ...(follows && { follows }), timeline: [], earlier: 0 },
    event,
  )
}

const changed = (page: TicketPage, event: TicketEvent): TicketPage => {
  switch (event.type) {
    case "SentimentDetected":
      return { ...page, sentiment: event.data }
    case "TicketClassified": {
      const { reasoning, engine, model } = event.data
      return { ...page, classification: { reasoning, engine, ...(model && { model }) } }
    }
    case "ResponseDrafted": {
      const { text, engine, model } = event.data
      return { ...page, draft: { id: event.id, text, engine, ...(model && { model }) } }
    }
    case "DraftApproved":
    case "DraftDiscarded":
      return withoutDraft(page)
    default:
      return page
  }
}

/** Everything that one ticket's page shows. Found by the ticket's id alone. */
export const ticketPage: ReadModel<TicketPage, TicketEvent> = {
  name: "ticket-page",
  from: "ticket",
  row: TicketPage,
  on: "all",
  fold: (page, event) =>
    event.type === "TicketSubmitted"
      ? begun(event)
      : summarise(told(changed(opening(page, event), event), event), event),
  indexes: () => ({}),
}
