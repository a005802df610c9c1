import type { Bulk, Row } from "#projections/bulk"
import { Poison, type PoisonedEvent } from "#projections/poison"
import { project, type View } from "#projections/projection"
import type { ViewStore } from "#projections/view-store"
import type { TicketEvent } from "#schemas/ticket/events"

export type Gathering<Item> = {
  apply: (event: TicketEvent) => void
  block: (at: PoisonedEvent, cause: unknown) => void
  finish: (ticketId: string) => void
  /** The finished rows and the poisons since it was last called, at most one of each ticket. */
  take: () => { items: Item[]; poisons: Poison[] }
}

const nothing = { row: undefined, version: 0 }

/** Folds one ticket after the other into rows. A row that met poison stays right before it. */
export const gathering = <Content, Item extends Row>({
  views,
  bulk,
}: {
  views: Pick<ViewStore<Content>, "of">
  bulk: Pick<Bulk<Content, Item>, "toItem">
}): Gathering<Item> => {
  let open: View<Content> = nothing
  let blocked = false
  const items: Item[] = []
  const poisons: Poison[] = []

  const block = (at: PoisonedEvent, cause: unknown) => {
    if (!blocked) poisons.push(new Poison(views.of.name, at, cause))
    blocked = true
  }
  const guarded = (at: PoisonedEvent, work: () => void) => {
    try {
      work()
    } catch (cause) {
      block(at, cause)
    }
  }

  return {
    block,
    apply: (event) => {
      if (blocked) return
      guarded(event, () => {
        open = project(views.of, open, event)
      })
    },
    finish: (ticketId) => {
      const { row, version } = open
      if (row !== undefined)
        guarded(
          { stream: { category: "ticket", id: ticketId }, version },
          () => void items.push(bulk.toItem({ ticketId, row, version })),
        )
      open = nothing
      blocked = false
    },
    take: () => ({ items: items.splice(0), poisons: poisons.splice(0) }),
  }
}
