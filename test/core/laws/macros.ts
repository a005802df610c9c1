import fc from "fast-check"
import type { CommandNameOf } from "#core/engine/aggregate"
import { macro } from "#core/macro/macro"
import type { Macro } from "#core/macro/state"
import { type Tale, trialOf } from "#test/core/laws/tale"
import { agent } from "#test/support/actors"
import { greeting } from "#test/support/macro-facts"

const action = fc.constantFrom(
  { command: "change-priority", input: { priority: "LOW" } },
  { command: "add-note", input: { text: "By macro" } },
  { command: "post-reply", input: { text: "Not here" } },
)
const content = fc.record(
  {
    name: fc.constantFrom("Greeting", "Refund", " "),
    reply: fc.constantFrom("Hello", "Hello {{customer.firstName}}", "Hello {{customer.email}}", "x".repeat(5_000)),
    actions: fc.array(action, { maxLength: 2 }),
  },
  { requiredKeys: ["name"] },
)
const one = { name: "One", reply: "One" }
const another = { name: "Another", reply: "Another" }

export const macroTale: Tale<Macro, CommandNameOf<typeof macro>> = {
  of: macro,
  opening: { actor: agent, name: "create-macro", input: greeting },
  seen: (state) => state,
  trials: {
    "create-macro": trialOf(content, one, another),
    "change-macro": trialOf(content, one, another),
    "archive-macro": trialOf(fc.constant({}), {}),
  },
}
