import { staff } from "#core/engine/access"
import { macroCommand } from "#core/macro/macro-command"
import { existing } from "#core/macro/refuse"
import { commands } from "#schemas/macro/commands"

/** Archiving twice changes nothing. */
export const archiveMacro = macroCommand({
  shape: commands["archive-macro"],
  rights: staff,
  offered: ({ status }) => status === "active",
  decide: (macro) => (existing(macro).status === "archived" ? [] : [{ type: "MacroArchived", data: {} }]),
})
