import { evolving } from "#core/engine/aggregate"
import type { MacroEvents } from "#schemas/macro/events"
import type { Macro as Content } from "#schemas/macro/words"

export type Macro = { status: "none" } | { status: "active" | "archived"; content: Content }

export const initial: Macro = { status: "none" }

export const evolve = evolving<Macro, MacroEvents>({
  MacroCreated: (_, { data }) => ({ status: "active", content: data }),
  MacroChanged: (macro, { data }) => ({ ...macro, status: "active", content: data }),
  MacroArchived: (macro) => (macro.status === "none" ? macro : { ...macro, status: "archived" }),
})
