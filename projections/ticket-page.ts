import { timelineEntry } from "#core/ticket/life"
import { projection } from "#projections/projection"
import { opened, summarise } from "#projections/ticket-summary"
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

/** Everything that one ticket's page shows. */
export const ticketPage = projection({
  name: "ticket-page",
  revision: 1,
  row: TicketPage,
  opens: (event): TicketPage => {
    const { customer, description, channel, follows } = event.data
    return told(
      { ...opened(event), customer, description, channel, ...(follows && { follows }), timeline: [], earlier: 0 },
      event,
    )
  },
  on: {
    SentimentDetected: (page, { data }) => ({ ...page, sentiment: data }),
    TicketClassified: (page, { data: { reasoning, engine, model } }) => ({
      ...page,
      classification: { reasoning, engine, ...(model && { model }) },
    }),
    ResponseDrafted: (page, { id, data: { text, engine, model } }) => ({
      ...page,
      draft: { id, text, engine, ...(model && { model }) },
    }),
    DraftApproved: withoutDraft,
    DraftDiscarded: withoutDraft,
  },
  always: (page, event) => summarise(told(page, event), event),
})
