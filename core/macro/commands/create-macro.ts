import { staff } from "#core/engine/access"
import { isSameContent } from "#core/macro/is-same"
import { macroCommand } from "#core/macro/macro-command"
import { refuse } from "#core/macro/refuse"
import { commands } from "#schemas/macro/commands"

/** Making the same macro again changes nothing. */
export const createMacro = macroCommand({
  shape: commands["create-macro"],
  rights: staff,
  opens: true,
  offered: ({ status }) => status === "none",
  decide: (macro, input) => {
    if (macro.status === "none") return [{ type: "MacroCreated", data: input }]
    if (isSameContent(macro.content, input)) return []
    throw refuse("macro-exists", "There is a macro with this id already: change it, or take another id")
  },
})
