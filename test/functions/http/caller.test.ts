import { describe, expect, test } from "vitest"
import { callerOf } from "#functions/http/caller"
import { customerIdOf } from "#functions/lib/customer-id"

const cora = { sub: "u-1", name: "Cora Customer", email: "cora@example.com", email_verified: "true" }
const withGroups = (groups: unknown) => callerOf({ ...cora, "cognito:groups": groups })

describe("the role", () => {
  test.each([
    ["[agent]", "agent"],
    ["[agent admin]", "admin"],
    ["[integration agent]", "agent"],
    ["[integration]", "integration"],
    ["[customer]", "customer"],
    ["[superagent]", "customer"],
    ["[]", "customer"],
    [["agent"], "agent"],
    [undefined, "customer"],
  ])("of the groups %j is %s", (groups, role) => {
    expect(withGroups(groups).role).toBe(role)
  })
})

describe("a customer", () => {
  test("is known by the verified e-mail address", () => {
    expect(callerOf(cora)).toEqual({
      role: "customer",
      id: customerIdOf("cora@example.com"),
      name: "Cora Customer",
      email: "cora@example.com",
    })
  })

  test.each([
    ["a Kelvin sign", "mi\u212Ae@example.com"],
    ["a no-break space", "\u00A0mike@example.com"],
    ["a blank", "mike@example.com "],
  ])("whose address has %s is not the one whose address looks the same", (_, email) => {
    expect(callerOf({ ...cora, email }).id).not.toBe(customerIdOf("mike@example.com"))
  })

  test.each(["false", false, undefined])("with email_verified %j is refused", (email_verified) => {
    expect(() => callerOf({ ...cora, email_verified })).toThrow(expect.objectContaining({ code: "not-allowed" }))
  })

  test("without an e-mail address is refused", () => {
    expect(() => callerOf({ sub: "u-1", email_verified: "true" })).toThrow("ID token")
  })
})

test("an agent is known by the subject, whatever the e-mail address", () => {
  expect(withGroups("[agent]")).toMatchObject({ role: "agent", id: "u-1", name: "Cora Customer" })
})

test("a machine without a name is known by its subject", () => {
  const claims = { sub: "m-1", "cognito:groups": "[integration]" }
  expect(callerOf(claims)).toEqual({ role: "integration", id: "m-1" })
})

test("claims without a subject are refused", () => {
  expect(() => callerOf({ email: "cora@example.com", email_verified: "true" })).toThrow("sub")
})
