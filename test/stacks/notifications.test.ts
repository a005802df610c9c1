import { expect, test } from "vitest"
import { allows } from "#test/support/policy"
import { ofType, roleOf } from "#test/support/synth/reading"
import { stacksOf } from "#test/support/synth/stacks"

const plain = await stacksOf({ stage: "test" })
const shared = await stacksOf({
  stage: "test",
  settings: {
    LEDGERDESK_WITHOUT: "analytics,ai,web",
    LEDGERDESK_MAIL_IDENTITY: "ledgerdesk.example",
    LEDGERDESK_TEAM_EMAILS: "team@ledgerdesk.example, lead@ledgerdesk.example",
  },
})

const identity = (name: string) => `arn:aws:ses:us-east-1:123456789012:identity/${name}`
const mayMail = (graph: typeof plain, name: string) =>
  allows(roleOf(graph, "mail-customer").statements, "ses:SendEmail", identity(name))

test("a stage makes the identity that its mails go by, and may use no other", () => {
  expect(ofType(plain, "sesv2/emailIdentity:EmailIdentity")).toHaveLength(1)
  expect(mayMail(plain, "desk@ledgerdesk.example")).toBe(true)
  expect(mayMail(plain, "ledgerdesk.example")).toBe(false)
})

test("an identity that is there already is used and not made", () => {
  expect(ofType(shared, "sesv2/emailIdentity:EmailIdentity")).toEqual([])
  expect(mayMail(shared, "ledgerdesk.example")).toBe(true)
  expect(mayMail(shared, "desk@ledgerdesk.example")).toBe(false)
})

test("everybody in the settings is told of tickets that come to a team", () => {
  const topic = "arn:aws:sns:us-east-1:123456789012:test-ledgerdesk-notifications"
  const told = ofType(shared, "sns/topicSubscription:TopicSubscription").filter(({ inputs }) => inputs.topic === topic)
  expect(told.map(({ inputs }) => [inputs.protocol, inputs.endpoint])).toEqual([
    ["email", "team@ledgerdesk.example"],
    ["email", "lead@ledgerdesk.example"],
  ])
})
