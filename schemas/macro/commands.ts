import * as z from "zod"
import { type Macro, MacroName, Reply } from "#schemas/macro/words"
import { type CommandName, commands as ofTickets } from "#schemas/ticket/commands"

/** What a macro may do besides replying: what agents do by hand, and what needs nothing that only the ticket knows. */
const offered = [
  "assign-ticket",
  "unassign-ticket",
  "route-ticket",
  "change-priority",
  "add-note",
  "pause-ticket",
  "resume-ticket",
  "escalate-ticket",
  "resolve-ticket",
  "close-ticket",
  "reopen-ticket",
] as const satisfies CommandName[]

const actionOf = <N extends (typeof offered)[number]>(name: N) =>
  z.strictObject({ command: z.literal(name), input: ofTickets[name] })

const [first, ...rest] = offered
const Action = z.discriminatedUnion("command", [actionOf(first), ...rest.map(actionOf)])

const Content = z
  .strictObject({ name: MacroName, reply: Reply.optional(), actions: z.array(Action).max(20).default([]) })
  .refine(({ reply, actions }) => reply !== undefined || actions.length > 0, "must have a reply or an action")
  .transform((macro): Macro => macro)

/** The input of every request to change a macro, by the command's name in the URL. */
export const commands = {
  "create-macro": Content,
  /** The whole of it anew. */
  "change-macro": Content,
  "archive-macro": z.strictObject({}),
}

export type MacroCommandName = keyof typeof commands
