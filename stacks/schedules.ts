/// <reference path="../.sst/platform/config.d.ts" />
import type { FunctionName } from "#functions/manifest"
import type { FunctionSpec } from "#functions/spec"
import { type Lambdas, lambdaNamed } from "#stacks/functions"
import { pascal } from "#stacks/pascal"
import { assumableBy, policy } from "#stacks/policy"
import { deadLetters } from "#stacks/queues"
import type { Stage } from "#stacks/stage"

/** Tries of the scheduler to reach a function, and seconds for which a call is worth making: the next one comes anyway. */
const tries = 3
const fresh = 300

/** The role may be taken for schedules of this account, and calls this one function. */
const roleOf = (
  { account, named }: Stage,
  name: FunctionName,
  reached: { lambda: sst.aws.Function; dead: aws.sqs.Queue },
) =>
  new aws.iam.Role(`${pascal(name)}ScheduleRole`, {
    name: `${named(name)}-schedule`,
    assumeRolePolicy: assumableBy("scheduler.amazonaws.com", { StringEquals: { "aws:SourceAccount": account } }),
    inlinePolicies: [
      {
        name: "calls",
        policy: policy([
          { Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: [reached.lambda.arn] },
          { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [reached.dead.arn] },
        ]),
      },
    ],
  })

type Scheduled = readonly [FunctionName, Extract<FunctionSpec["on"], { kind: "schedule" }>]

const scheduled = (functions: readonly [FunctionName, FunctionSpec][]): Scheduled[] =>
  functions.flatMap(([name, { on }]) => (on.kind === "schedule" ? [[name, on] as const] : []))

/**
 * A schedule for every function of the map that has one. What cannot be called goes to the dead letters; a run that fails
 * is not repeated, because the next one does its work.
 */
export const schedules = (stage: Stage, functions: readonly [FunctionName, FunctionSpec][], lambdas: Lambdas): void => {
  const all = scheduled(functions)
  if (all.length === 0) return
  const group = new aws.scheduler.ScheduleGroup("Schedules", { name: stage.named("ledgerdesk") })
  const dead = deadLetters(stage, "schedules", () => [])
  for (const [name, { rate }] of all) {
    const lambda = lambdaNamed(lambdas, name)
    new aws.lambda.FunctionEventInvokeConfig(`${pascal(name)}Calls`, {
      functionName: lambda.nodes.function.name,
      maximumRetryAttempts: 0,
      maximumEventAgeInSeconds: fresh,
    })
    new aws.scheduler.Schedule(`${pascal(name)}Schedule`, {
      name: stage.named(name),
      groupName: group.name,
      scheduleExpression: rate,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: lambda.arn,
        roleArn: roleOf(stage, name, { lambda, dead }).arn,
        deadLetterConfig: { arn: dead.arn },
        retryPolicy: { maximumRetryAttempts: tries, maximumEventAgeInSeconds: fresh },
      },
    })
  }
}
