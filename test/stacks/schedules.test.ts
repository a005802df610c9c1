import { describe, expect, test } from "vitest"
import { functions } from "#functions/manifest"
import { allows } from "#test/support/policy"
import { account, arn } from "#test/support/synth/place"
import { lambdasOf, named, ofType, plain, rolesOf } from "#test/support/synth/reading"
import { stacksOf } from "#test/support/synth/stacks"

const graph = await stacksOf({ stage: "test" })
const without = await stacksOf({ stage: "test", settings: { LEDGERDESK_WITHOUT: "analytics,ai,web" } })

const scheduled = [...functions].flatMap(([name, { on }]) => (on.kind === "schedule" ? [{ name, rate: on.rate }] : []))
const dead = arn("sqs", "test-schedules-dlq")

test("the schedules are those of the map", () => {
  expect(scheduled.length).toBeGreaterThan(0)
  const made = ofType(graph, "scheduler/schedule:Schedule").map(({ physical }) => plain(graph, physical))
  expect(made.toSorted()).toEqual(scheduled.map(({ name }) => name).toSorted())
})

test("a schedule stands in the stage's own group", () => {
  const [group] = ofType(graph, "scheduler/scheduleGroup:ScheduleGroup")
  for (const { inputs } of ofType(graph, "scheduler/schedule:Schedule")) expect(inputs.groupName).toBe(group?.physical)
})

describe.each(scheduled)("$name", ({ name, rate }) => {
  const role = rolesOf(graph).find((each) => each.name === `test-${name}-schedule`)
  const statements = role?.statements ?? []

  test("runs as often as the map says, and what cannot be called is kept after bounded tries", () => {
    expect(named(graph, "scheduler/schedule:Schedule", `test-${name}`).inputs).toMatchObject({
      scheduleExpression: rate,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: arn("lambda", `function:test-${name}`),
        roleArn: `arn:aws:iam::${account}:role/${role?.name}`,
        deadLetterConfig: { arn: dead },
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 300 },
      },
    })
  })

  test("is not run again by Lambda when it fails: the next run does its work", () => {
    const calls = ofType(graph, "lambda/functionEventInvokeConfig:FunctionEventInvokeConfig").find(
      ({ inputs }) => inputs.functionName === `test-${name}`,
    )
    expect(calls?.inputs).toMatchObject({ maximumRetryAttempts: 0, maximumEventAgeInSeconds: 300 })
  })

  test("is called by a role that may call it and nothing else, for schedules of this account", () => {
    expect(statements.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [["lambda:InvokeFunction"], [arn("lambda", `function:test-${name}`)]],
      [["sqs:SendMessage"], [dead]],
    ])
    expect(allows(statements, "lambda:InvokeFunction", arn("lambda", "function:test-submit-ticket"))).toBe(false)
    expect(role?.trusts).toEqual([
      expect.objectContaining({
        Principal: { Service: "scheduler.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      }),
    ])
  })
})

test("a stage without analytics has the schedules of what is left, and nothing of the others", () => {
  const left = scheduled.filter(({ name }) => lambdasOf(without).has(name)).map(({ name }) => name)
  expect(left).toEqual(["keep-agenda"])
  const made = ofType(without, "scheduler/schedule:Schedule").map(({ physical }) => plain(without, physical))
  expect(made).toEqual(left)
  const roles = rolesOf(without).filter(({ name }) => name.endsWith("-schedule"))
  expect(roles.map(({ name }) => name)).toEqual(left.map((name) => `test-${name}-schedule`))
})
