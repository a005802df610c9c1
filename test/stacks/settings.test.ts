import { expect, test } from "vitest"
import { readSettings } from "#stacks/settings"

const required = {
  LEDGERDESK_MAIL_FROM: "desk@example.com",
  LEDGERDESK_ALARM_EMAILS: "ann@example.com, bob@example.com",
}

test("a personal stage needs two settings and forgets its data when it goes", () => {
  const settings = readSettings("ann", required)
  expect(settings).toMatchObject({
    kind: "personal",
    kept: false,
    region: "us-east-1",
    alarmEmails: ["ann@example.com", "bob@example.com"],
  })
})

test("production keeps its data", () => {
  expect(readSettings("production", required)).toMatchObject({ kind: "production", kept: true, logs: "1 year" })
})

test("everything that is missing or wrong is named in one line", () => {
  const read = () => readSettings("ann", { LEDGERDESK_WITHOUT: "analytics, sms", LEDGERDESK_ROUTING_RULES: "[{}]" })
  expect(read).toThrow(
    /LEDGERDESK_MAIL_FROM must be.*LEDGERDESK_ALARM_EMAILS must be.*LEDGERDESK_ROUTING_RULES.*LEDGERDESK_WITHOUT/,
  )
})

test("the warehouse computes for as long as the stage says, and 32 RPU hours a day where it does not", () => {
  expect(readSettings("staging", required).warehouseHours).toBe(32)
  expect(readSettings("staging", { ...required, LEDGERDESK_WAREHOUSE_HOURS: "96" }).warehouseHours).toBe(96)
  for (const LEDGERDESK_WAREHOUSE_HOURS of ["none", "0", "1.5"])
    expect(() => readSettings("staging", { ...required, LEDGERDESK_WAREHOUSE_HOURS })).toThrow("WAREHOUSE_HOURS")
})

test("a region whose Firehose nobody knows of must do without the warehouse", () => {
  const elsewhere = { ...required, LEDGERDESK_REGION: "eu-north-9" }
  expect(() => readSettings("staging", elsewhere)).toThrow("LEDGERDESK_WITHOUT=analytics")
  expect(readSettings("staging", { ...elsewhere, LEDGERDESK_WITHOUT: "analytics" }).region).toBe("eu-north-9")
})

test.each(["local", "Production", "a-stage-with-a-long-name", "my-aws", "ann-", "xn--ann", ""])(
  "%j is no name of a stage",
  (stage) => {
    expect(() => readSettings(stage, required)).toThrow("stage")
  },
)

test("a domain needs its certificate", () => {
  const read = () => readSettings("ann", { ...required, LEDGERDESK_DOMAIN: "desk.example.com" })
  expect(read).toThrow("LEDGERDESK_CERTIFICATE_ARN goes with LEDGERDESK_DOMAIN")
})

test("routing rules must fit into a function's environment", () => {
  const rules = Array.from({ length: 60 }, (_, n) => ({
    name: `Rule ${n}`,
    when: { product: ["Bike"] },
    team: "Billing",
  }))
  const read = (many: object[]) => readSettings("ann", { ...required, LEDGERDESK_ROUTING_RULES: JSON.stringify(many) })
  expect(read(rules.slice(0, 3)).routingRules).toContain("Rule 2")
  expect(() => read(rules)).toThrow("LEDGERDESK_ROUTING_RULES is longer than the 2000 bytes")
})

test("production is protected until its own name lifts the protection", () => {
  const read = (LEDGERDESK_UNPROTECTED: string) => readSettings("production", { ...required, LEDGERDESK_UNPROTECTED })
  expect([read(""), read("staging"), read("production")].map((each) => each.protected)).toEqual([true, true, false])
  expect(read("production").kept).toBe(true)
})

test("an empty variable is one that is not set", () => {
  expect(readSettings("ann", { ...required, LEDGERDESK_WITHOUT: "", LEDGERDESK_MODEL_ID: "" }).without).toEqual(
    new Set(),
  )
})

test.each(["desk@example.com", "example.com"])(
  "mails may go by the identity %s, which is there already",
  (identity) => {
    expect(readSettings("ann", { ...required, LEDGERDESK_MAIL_IDENTITY: identity }).mailIdentity).toBe(identity)
  },
)

test("an identity that cannot send as the address is refused", () => {
  const read = () => readSettings("ann", { ...required, LEDGERDESK_MAIL_IDENTITY: "other.example" })
  expect(read).toThrow("LEDGERDESK_MAIL_IDENTITY must be LEDGERDESK_MAIL_FROM, or its domain")
})
