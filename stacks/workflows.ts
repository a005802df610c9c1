/// <reference path="../.sst/platform/config.d.ts" />
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { resources } from "#functions/resources"
import type { Lambdas } from "#stacks/functions"
import { serviceLogs } from "#stacks/logs"
import { pascal } from "#stacks/pascal"
import type { Deployed } from "#stacks/physical"
import { assumableBy, policy } from "#stacks/policy"
import type { Stage } from "#stacks/stage"
import { onStage, stepsOf } from "#stacks/state-machine"
import { everything, type Unscoped } from "#stacks/wildcards"

const machines = ["triage", "rebuild"] as const
type Machine = (typeof machines)[number]

/** Actions that go to a machine's executions. */
const onExecutions = ["states:DescribeExecution"]

/** A state machine's ARN is known before it is there: the function that starts it need not wait for it. */
export const machine = ({ arn, named }: Stage, name: Machine): Deployed => {
  const own = arn("states", `stateMachine:${named(resources[name].name)}`)
  const executions = arn("states", `execution:${named(resources[name].name)}:*`)
  return { value: own, arnsFor: (action) => [onExecutions.includes(action) ? executions : own] }
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
const delivery = [
  "logs:CreateLogDelivery",
  "logs:GetLogDelivery",
  "logs:UpdateLogDelivery",
  "logs:DeleteLogDelivery",
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:DescribeResourcePolicies",
  "logs:DescribeLogGroups",
] as const satisfies readonly Unscoped[]

/**
 * A workflow encrypts its data and its log entries by its role, each with its own context:
 * https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
 */
const encrypting = (stage: Stage, name: Machine) => [
  {
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: [stage.key.arn],
    Condition: { StringEquals: { "kms:EncryptionContext:aws:states:stateMachineArn": machine(stage, name).value } },
  },
  {
    Effect: "Allow",
    Action: ["kms:GenerateDataKey"],
    Resource: [stage.key.arn],
    Condition: { StringEquals: { "kms:EncryptionContext:SourceArn": stage.arn("logs", "*") } },
  },
]

const role = (stage: Stage, name: Machine, steps: readonly sst.aws.Function[]) =>
  new aws.iam.Role(`${pascal(name)}Role`, {
    name: `${stage.named(name)}-workflow`,
    assumeRolePolicy: assumableBy("states.amazonaws.com"),
    inlinePolicies: [
      {
        name: "steps",
        policy: policy([
          { Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: steps.map(({ arn }) => arn) },
          { Effect: "Allow", Action: delivery, Resource: [everything(...delivery)] },
          ...encrypting(stage, name),
        ]),
      },
    ],
  })

/** The functions that a definition calls, by name. */
const calledBy = (definition: string, lambdas: Lambdas) => {
  const called = new Set(stepsOf(definition))
  return [...lambdas].filter(([name]) => called.has(name))
}

const stateMachine = (stage: Stage, name: Machine, lambdas: Lambdas) => {
  const file = readFileSync(join($cli.paths.root, resources[name].definition), "utf8")
  const there = new Set<string>(lambdas.keys())
  const definition = onStage(file, (step) => there.has(step))
  const steps = calledBy(definition, lambdas)
  const logs = serviceLogs(stage, `${pascal(name)}Logs`, `/aws/vendedlogs/states/${stage.named(name)}`)
  return new aws.sfn.StateMachine(pascal(name), {
    name: stage.named(resources[name].name),
    roleArn: role(
      stage,
      name,
      steps.map(([, made]) => made),
    ).arn,
    definition: $util
      .all(steps.map(([, { arn }]) => arn))
      .apply((arns) => steps.reduce((text, [step], n) => text.replaceAll(`\${${step}}`, arns[n] ?? ""), definition)),
    // The data of an execution is what people wrote: it stays out of the logs.
    loggingConfiguration: { level: "ERROR", includeExecutionData: false, logDestination: $interpolate`${logs.arn}:*` },
    encryptionConfiguration: {
      type: "CUSTOMER_MANAGED_KMS_KEY",
      kmsKeyId: stage.key.arn,
      kmsDataKeyReusePeriodSeconds: 900,
    },
  })
}

/** The state machines, from the ASL files that run locally. */
export const workflows = (stage: Stage, lambdas: Lambdas) => ({
  triage: stateMachine(stage, "triage", lambdas),
  rebuild: stateMachine(stage, "rebuild", lambdas),
})
