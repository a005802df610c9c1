import * as z from "zod"
import { text } from "#schemas/text"
import { Text } from "#schemas/ticket/words"

/** What agents find a macro by. */
export const MacroName = text(80)

/** What stands for something of the ticket in a macro's reply, as `{{customer.firstName}}`. */
export const placeholders = [
  "customer.firstName",
  "customer.lastName",
  "ticket.id",
  "ticket.subject",
  "ticket.product",
  "agent.name",
] as const

const known = new Set<string>(placeholders)

/** What is between two pairs of braces, known or not, without the blanks around it. */
const namedIn = (reply: string): string[] =>
  [...reply.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name = ""]) => name.trim())

/** A text that names only placeholders that can be filled. */
export const Reply = Text.refine((reply) => namedIn(reply).every((name) => known.has(name)), {
  error: `may name only ${placeholders.map((name) => `{{${name}}}`).join(", ")}`,
})

/** A command that a macro sends, as it is stored. What it may say is checked where it comes in. */
export const StoredAction = z.object({ command: z.string().min(1).max(64), input: z.record(z.string(), z.unknown()) })
export type StoredAction = z.infer<typeof StoredAction>

/** A macro as it is stored. */
export const Macro = z.object({
  name: MacroName,
  /** What is posted to the customer, with placeholders. */
  reply: Text.optional(),
  /** What is done to the ticket besides, in order. */
  actions: z.array(StoredAction).max(20),
})
export type Macro = z.infer<typeof Macro>
