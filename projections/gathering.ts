import { Poison, type PoisonedEvent } from "#projections/poison"
import { Gap, nothing, project, type ReadModel, type View } from "#projections/read-model"
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
  /** Of the open stream. It is taken with the stream, which may be finished after the next flush. */
  let met: Poison | undefined
  /** Of the event that came last: models that pass events over cannot tell by their row that one is missing. */
  let seen = 0
  let streams = 0
  let rowless = 0
  const rows: Encoded[] = []
  const poisons: Poison[] = []

  const block = (at: PoisonedEvent, cause: unknown) => {
    met ??= new Poison(of.name, at, cause)
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
      if (met) return
      guarded(event, () => {
        if (event.version > seen + 1) throw new Gap(event, seen)
        seen = event.version
        open = project(of, open, event)
      })
    },
    finish: (id) => {
      const view = { id, ...open }
      const at = { stream: { category: of.from, id }, version: view.version }
      if (view.version > 0) guarded(at, () => void rows.push(encode(view)))
      else if (!met) rowless++
      if (met) poisons.push(met)
      streams++
      open = nothing
      met = undefined
      seen = 0
    },
    take: () => {
      const taken = { rows: rows.splice(0), poisons: poisons.splice(0), nothing: rowless, streams }
      streams = 0
      rowless = 0
      return taken
    },
  }
}
