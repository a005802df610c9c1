import { readFileSync } from "node:fs"
import validate from "asl-validator"
import { describe, expect, test } from "vitest"
import { functions } from "#functions/manifest"
import { type Resource, resources } from "#functions/resources"
import type { FunctionSpec, SettingName } from "#functions/spec"
import { tables } from "#schemas/tables"
import { arn } from "#test/support/synth/place"
import { lambdasOf, named, ofType, plain } from "#test/support/synth/reading"
import { stacksOf } from "#test/support/synth/stacks"

const graph = await stacksOf({ stage: "test" })
const lambdas = lambdasOf(graph)
const all: [string, Resource][] = Object.entries(resources)
const ofKind = <K extends Resource["kind"]>(kind: K) => {
  const isOne = (resource: Resource): resource is Extract<Resource, { kind: K }> => resource.kind === kind
  return all.map(([, resource]) => resource).filter(isOne)
}

test("the stage has the functions of the map and no other", () => {
  expect([...lambdas.keys()].toSorted()).toEqual([...functions.keys()].toSorted())
})

/** What this stage says to those that ask: it has no routing rules. */
const said = new Set<SettingName>(["ISSUER", "CLIENT_ID", "CLOSE_AFTER_DAYS"])

const bundle = ({ may, knows = [] }: FunctionSpec) => [...Object.keys(may), ...knows]
const variablesOf = (spec: FunctionSpec) =>
  all.filter(([name]) => bundle(spec).includes(name)).map(([, { env }]) => env)

describe.each([...functions])("%s", (name, spec) => {
  const lambda = lambdas.get(name)

  test("runs its handler on Node 24 with its memory and time", () => {
    expect(lambda).toMatchObject({
      handler: spec.handler,
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      memorySize: spec.memory,
      timeout: spec.timeout,
    })
  })

  test("learns what its line names, and no other resource or setting", () => {
    const learnt = Object.keys(lambda?.environment.variables ?? {}).filter((each) => !each.startsWith("SST_"))
    const told = (spec.settings ?? []).filter((setting) => said.has(setting))
    expect(learnt.toSorted()).toEqual([...variablesOf(spec), ...told].toSorted())
  })
})

const sourceOf = (name: string) =>
  ofType(graph, "lambda/eventSourceMapping:EventSourceMapping").find(
    ({ inputs }) => inputs.functionName === `test-${name}`,
  )?.inputs

const readers = [...functions].flatMap(([name, { on }]) => ("read" in on ? [{ name, on }] : []))

test.each(readers)(
  "$name reads its stream as the map says, bounded, and gives up to its own dead letters",
  ({ name, on }) => {
    const { read } = on
    expect(sourceOf(name)).toMatchObject({
      batchSize: read.batchSize,
      maximumBatchingWindowInSeconds: read.windowSeconds,
      maximumRetryAttempts: read.retries,
      maximumRecordAgeInSeconds: read.maxAgeSeconds,
      parallelizationFactor: read.parallel,
      bisectBatchOnFunctionError: true,
      functionResponseTypes: ["ReportBatchItemFailures"],
      destinationConfig: { onFailure: { destinationArn: arn("sqs", `test-${name}-dlq`) } },
    })
    const source =
      on.kind === "table" ? `table/test-${tables[on.table].name}/stream/` : `stream/test-${resources[on.stream].name}`
    expect(sourceOf(name)?.eventSourceArn).toContain(source)
  },
)

const consumers = [...functions].flatMap(([name, { on, timeout }]) =>
  on.kind === "bus" ? [{ name, on, timeout }] : [],
)

describe.each(consumers)("the consumer $name", ({ name, on, timeout }) => {
  test("has a rule with its pattern, which fills its queue", () => {
    const rule = named(graph, "cloudwatch/eventRule:EventRule", `test-${name}`)
    expect(JSON.parse(String(rule.inputs.eventPattern))).toEqual(on.pattern)
    expect(rule.inputs.eventBusName).toBe(`test-${resources.bus.name}`)
    const target = ofType(graph, "cloudwatch/eventTarget:EventTarget").find(
      ({ inputs }) => inputs.rule === `test-${name}`,
    )
    expect(target?.inputs).toMatchObject({
      arn: arn("sqs", `test-${name}`),
      deadLetterConfig: { arn: arn("sqs", `test-${name}-dlq`) },
    })
  })

  test("takes batches from its queue, which gives up to its dead letters", () => {
    const queue = named(graph, "sqs/queue:Queue", `test-${name}`)
    expect(queue.inputs.visibilityTimeoutSeconds).toBe(timeout * 6)
    expect(JSON.parse(String(queue.inputs.redrivePolicy))).toEqual({
      deadLetterTargetArn: arn("sqs", `test-${name}-dlq`),
      maxReceiveCount: on.maxReceives,
    })
    expect(sourceOf(name)).toMatchObject({ eventSourceArn: arn("sqs", `test-${name}`), batchSize: on.batchSize })
  })
})

test("the only rules of the bus are the consumers'", () => {
  const rules = ofType(graph, "cloudwatch/eventRule:EventRule").map(({ physical }) => plain(graph, physical))
  expect(rules.toSorted()).toEqual(consumers.map(({ name }) => name).toSorted())
})

test("the bus, the intake, the buckets, the queues and the topics are those of the map", () => {
  const names = (type: string) => ofType(graph, type).map(({ physical }) => plain(graph, physical))
  expect(names("cloudwatch/eventBus:EventBus")).toEqual([resources.bus.name])
  expect(named(graph, "kinesis/stream:Stream", `test-${resources.intake.name}`).inputs.shardCount).toBe(
    resources.intake.shards,
  )
  expect(names("sqs/queue:Queue")).toEqual(expect.arrayContaining(ofKind("queue").map(({ name }) => name)))
  expect(names("sns/topic:Topic")).toEqual(expect.arrayContaining(ofKind("topic").map(({ name }) => name)))
  const buckets = ofKind("bucket").map(({ name }) => `${name}-123456789012`)
  expect(names("s3/bucket:Bucket")).toEqual(expect.arrayContaining(buckets))
})

describe.each(ofKind("state-machine"))("the state machine $name", ({ name, definition: file }) => {
  const { definition } = named(graph, "sfn/stateMachine:StateMachine", `test-${name}`).inputs
  const deployed: unknown = JSON.parse(String(definition))

  test("is the file that runs locally, with the functions' ARNs", () => {
    const local = readFileSync(file, "utf8").replace(/\$\{([a-z-]+)\}/g, (_, step) =>
      arn("lambda", `function:test-${step}`),
    )
    expect(deployed).toEqual(JSON.parse(local))
  })

  test("is valid Amazon States Language", () => {
    expect(validate(structuredClone(deployed)).errorsText("; ")).toBe("")
  })

  test("calls only functions that it is a trigger of", () => {
    const steps = [...functions].flatMap(([step, { on }]) =>
      on.kind === "step" && on.machine === name ? [arn("lambda", `function:test-${step}`)] : [],
    )
    const called = JSON.stringify(deployed).match(/arn:aws:lambda:[^"]+/g)
    expect([...new Set(called)].toSorted()).toEqual(steps.toSorted())
  })
})
