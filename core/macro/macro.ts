import { staff } from "#core/engine/access"
import { aggregate, type Command } from "#core/engine/aggregate"
import { archiveMacro } from "#core/macro/commands/archive-macro"
import { changeMacro } from "#core/macro/commands/change-macro"
import { createMacro } from "#core/macro/commands/create-macro"
import type { Offerable } from "#core/macro/macro-command"
import { refusals } from "#core/macro/refuse"
import { evolve, initial, type Macro } from "#core/macro/state"
import type { MacroCommandName } from "#schemas/macro/commands"
import { events, type MacroFact } from "#schemas/macro/events"
import { MacroId } from "#schemas/macro/id"

const commands = {
  "create-macro": createMacro,
  "change-macro": changeMacro,
  "archive-macro": archiveMacro,
} satisfies Record<MacroCommandName, Command<Macro, MacroFact, Offerable>>

/** A named reply with things to do, for agents. Short-lived streams: no snapshots. */
export const macro = aggregate({
  category: "macro",
  collection: "macros",
  id: MacroId,
  events,
  upcasters: {},
  initial,
  evolve,
  commands,
  /** Macros are the desk's own. */
  hidden: ({ role }) => !staff.includes(role),
  refusals,
})
