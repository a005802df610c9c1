import { commanding } from "#core/engine/aggregate"
import type { Macro } from "#core/macro/state"
import type { MacroFact } from "#schemas/macro/events"

/** What decides which commands are offered. */
export type Offerable = Pick<Macro, "status">

/** Makes a command of a macro. */
export const macroCommand = commanding<Macro, MacroFact, Offerable>()
