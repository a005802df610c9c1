import type * as z from "zod"
import type { commands } from "#schemas/macro/commands"
import type { MacroFact } from "#schemas/macro/events"
import type { Macro } from "#schemas/macro/words"

/** What a macro says and does in most tests. */
export const greeting = {
  name: "Greeting",
  reply: "Hello {{customer.firstName}}, we look into it.",
  actions: [{ command: "change-priority", input: { priority: "LOW" } }],
} satisfies z.input<(typeof commands)["create-macro"]>

export const created: MacroFact = { type: "MacroCreated", data: greeting }
export const archived: MacroFact = { type: "MacroArchived", data: {} }
export const changedTo = (changes: Partial<Macro>): MacroFact => ({
  type: "MacroChanged",
  data: { ...greeting, ...changes },
})
