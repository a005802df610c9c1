import { describe, test } from "vitest"
import { macro } from "#core/macro/macro"
import type { MacroFact } from "#schemas/macro/events"
import { admin } from "#test/support/actors"
import { deciding } from "#test/support/given"
import { archived, changedTo, created, greeting } from "#test/support/macro-facts"
import { recordedOf } from "#test/support/recorded"

const given = (...past: MacroFact[]) => deciding(macro)(recordedOf(macro, past))

const other = { ...greeting, reply: "Good morning {{customer.firstName}}" }

describe("create-macro", () => {
  test("a macro begins", () => given().when("create-macro", greeting).then(created))
  test("an admin makes one too", () => given().when("create-macro", greeting, admin).then(created))
  test("a reply alone will do", () =>
    given()
      .when("create-macro", { name: "Thanks", reply: "Thank you" })
      .then({ type: "MacroCreated", data: { name: "Thanks", reply: "Thank you", actions: [] } }))
  test("so will actions alone", () => {
    const actions = [{ command: "resolve-ticket" as const, input: { outcome: "fixed" as const } }]
    const data = { name: "Solved", actions }
    given().when("create-macro", data).then({ type: "MacroCreated", data })
  })
  test("a macro that does nothing is refused", () =>
    given()
      .when("create-macro", { name: "Nothing" })
      .invalid("", /a reply or an action/))
  test("the same macro again changes nothing", () => given(created).when("create-macro", greeting).then())
  test("another macro under the same id is refused, and the answer says what to do", () =>
    given(created)
      .when("create-macro", other)
      .rejected("macro-exists", /change it/))
  test("so is the first content where it was changed since", () =>
    given(created, changedTo(other)).when("create-macro", greeting).rejected("macro-exists"))
})

describe("change-macro", () => {
  test("it says and does something else from now on", () =>
    given(created).when("change-macro", other).then(changedTo(other)))
  test("the whole of it is new: what is left out is gone", () =>
    given(created)
      .when("change-macro", { name: "Short", reply: "Hello" })
      .then({ type: "MacroChanged", data: { name: "Short", reply: "Hello", actions: [] } }))
  test("the same content again changes nothing", () => {
    given(created).when("change-macro", greeting).then()
    given(created, changedTo(other)).when("change-macro", other).then()
  })
  test("it may go back to what it was", () =>
    given(created, changedTo(other)).when("change-macro", greeting).then(changedTo(greeting)))
  test("what is archived stays as it was, and the answer says what to do", () =>
    given(created, archived)
      .when("change-macro", other)
      .rejected("macro-archived", /create another/))
  test("an unknown macro is refused", () => given().when("change-macro", other).rejected("macro-not-found"))
})

describe("archive-macro", () => {
  test("nobody is offered it any more", () => given(created).when("archive-macro", {}).then(archived))
  test("archiving twice changes nothing", () => given(created, archived).when("archive-macro", {}).then())
  test("an unknown macro is refused", () => given().when("archive-macro", {}).rejected("macro-not-found"))
})

describe("what a macro may say", () => {
  const saying = (reply: string) => given().when("create-macro", { name: "Hello", reply })
  test.each(["customer.firstName", "customer.lastName", "ticket.id", "ticket.subject", "ticket.product", "agent.name"])(
    "the placeholder %s",
    (name) =>
      saying(`Hello {{${name}}} and {{ ${name} }}`).then({
        type: "MacroCreated",
        data: { name: "Hello", reply: `Hello {{${name}}} and {{ ${name} }}`, actions: [] },
      }),
  )
  test.each(["customer.email", "customer", "", "toString", "Customer.FirstName"])(
    "not the placeholder “%s”, and the answer names those that there are",
    (name) => saying(`Hello {{${name}}}`).invalid("reply", /\{\{customer\.firstName\}\}, .*\{\{agent\.name\}\}/),
  )
  test("braces that are no placeholder are text", () =>
    saying("{Hello} {{").then({ type: "MacroCreated", data: { name: "Hello", reply: "{Hello} {{", actions: [] } }))
  test("not nothing", () => saying(" ").invalid("reply"))
})

describe("what a macro may do", () => {
  /** As it arrives from outside, where nothing has a type yet. */
  const doing = (...actions: unknown[]) => given().when("create-macro", Object({ name: "Do", actions }))

  test.each([
    ["assign-ticket", { agent: { id: "agt-bob", name: "Bob Baker" } }],
    ["unassign-ticket", {}],
    ["route-ticket", { team: "Billing", reason: "Money" }],
    ["change-priority", { priority: "HIGH" }],
    ["add-note", { text: "By macro" }],
    ["pause-ticket", { waitingOn: "customer" }],
    ["resume-ticket", {}],
    ["escalate-ticket", { reason: "Fire" }],
    ["resolve-ticket", { outcome: "fixed" }],
    ["close-ticket", {}],
    ["reopen-ticket", {}],
  ])("%s", (command, input) =>
    doing({ command, input }).then({ type: "MacroCreated", data: { name: "Do", actions: [{ command, input }] } }),
  )
  test.each([
    ["what only the platform does", "record-sentiment"],
    ["what needs a draft that only the ticket knows", "approve-draft"],
    ["what is the macro's own reply", "post-reply"],
    ["what makes a ticket", "submit-ticket"],
    ["what changes macros", "archive-macro"],
    ["what is no command", "toString"],
  ])("not %s: %s", (_, command) => doing({ command, input: {} }).invalid("actions.0.command"))
  test("an action's input is checked by its command's own shape, by its place", () => {
    doing(
      { command: "add-note", input: { text: "x" } },
      { command: "change-priority", input: { priority: "ASAP" } },
    ).invalid("actions.1.input.priority")
    doing({ command: "add-note", input: { text: "x", colour: "red" } }).invalid("actions.0.input.colour", /known field/)
  })
  test("not more than twenty things", () =>
    doing(...Array.from({ length: 21 }, () => ({ command: "unassign-ticket", input: {} }))).invalid("actions"))
})
