import { staff } from "#core/engine/access"
import { isSameContent } from "#core/macro/is-same"
import { macroCommand } from "#core/macro/macro-command"
import { existing, refuse } from "#core/macro/refuse"
import { commands } from "#schemas/macro/commands"

/** What is archived stays as it was. The same content again changes nothing. */
export const changeMacro = macroCommand({
  shape: commands["change-macro"],
  rights: staff,
  offered: ({ status }) => status === "active",
  decide: (macro, input) => {
    const { status, content } = existing(macro)
    if (status === "archived") throw refuse("macro-archived", "This macro is archived: create another one")
    return isSameContent(content, input) ? [] : [{ type: "MacroChanged", data: input }]
  },
})
