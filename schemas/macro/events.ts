import { MacroArchived } from "#schemas/macro/events/macro-archived"
import { MacroChanged } from "#schemas/macro/events/macro-changed"
import { MacroCreated } from "#schemas/macro/events/macro-created"
import type { FactOf } from "#schemas/recorded"

/** Every event that may be stored of a macro, in its current version. */
export const events = { MacroCreated, MacroChanged, MacroArchived }

export type MacroEvents = typeof events
export type MacroFact = FactOf<MacroEvents>
