import { Poison, type PoisonedEvent } from "#projections/poison"
import { nothing, project, type ReadModel, type View } from "#projections/read-model"
import type { Bulk, Encoded } from "#projections/view-store"
import type { Recorded } from "#schemas/recorded"

/**
 * Finished streams: their rows, those that met poison (their row, if there is one, stands before it), how many need no
 * row, and how many there were.
 */
export type Gathered = { rows: Encoded[]; poisons: Poison[]; nothing: number; streams: number }

export type Gathering = {
  apply: (event: Recorded) => void
  block: (at: PoisonedEvent, cause: unknown) => void
  finish: (id: string) => void
  /** What was finished since it was last called. At most one poison of each stream. */
  take: () => Gathered
}

/** Folds one stream after the other into rows. A row that met poison stays right before it. */
export const gathering = <Row>(of: ReadModel<Row>, { encode }: Pick<Bulk<Row>, "encode">): Gathering => {
  let open: View<Row> = nothing
  let blocked = false
  let streams = 0
  let rowless = 0
  const rows: Encoded[] = []
  const poisons: Poison[] = []

  const block = (at: PoisonedEvent, cause: unknown) => {
    if (!blocked) poisons.push(new Poison(of.name, at, cause))
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
        open = project(of, open, event)
      })
    },
    finish: (id) => {
      const view = { id, ...open }
      const at = { stream: { category: of.from, id }, version: view.version }
      if (view.version > 0) guarded(at, () => void rows.push(encode(view)))
      else if (!blocked) rowless++
      streams++
      open = nothing
      blocked = false
    },
    take: () => {
      const taken = { rows: rows.splice(0), poisons: poisons.splice(0), nothing: rowless, streams }
      streams = 0
      rowless = 0
      return taken
    },
  }
}
