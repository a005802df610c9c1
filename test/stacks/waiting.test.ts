import { describe, expect, test } from "vitest"
import { named, ofType, only } from "#test/support/synth/reading"
import { equipped, leftOut, stacksOf, type Variant } from "#test/support/synth/stacks"
import { outputsIn, waitsFor } from "#test/support/synth/waiting"

/** Every kind of stage. What a resource only names, and does not wait for, may be missing when AWS is asked for it. */
const stages: Record<string, Variant> = {
  "a stage": { stage: "test" },
  production: { stage: "production" },
  "a stage without its parts": leftOut,
  "a production with everything": equipped,
}
const graphs = await Promise.all(
  Object.entries(stages).map(async ([kind, variant]) => ({ kind, graph: await stacksOf(variant) })),
)

describe.each(graphs)("on $kind", ({ graph }) => {
  const bus = only(graph, "cloudwatch/eventBus:EventBus")
  const rules = ofType(graph, "cloudwatch/eventRule:EventRule")
  const targets = ofType(graph, "cloudwatch/eventTarget:EventTarget")
  const policies = ofType(graph, "sqs/queuePolicy:QueuePolicy")
  const queue = (physical: string) => named(graph, "sqs/queue:Queue", physical).urn
  const policyOf = (asked: string) => {
    const found = policies.find((each) => outputsIn(each, "queueUrl").includes(asked))
    return found?.urn ?? `a policy of ${asked}`
  }

  test.each([...rules, ...targets])("$name takes the bus's own name, and so waits for the bus", (each) => {
    expect(outputsIn(each, "eventBusName")).toEqual([bus.urn])
  })

  test.each(rules)("$name has a target that waits for it and for its queues, until they take what it sends", (rule) => {
    const [target, ...others] = targets.filter((each) => outputsIn(each, "rule").includes(rule.urn))
    if (!target || others.length > 0) throw new Error(`${rule.name} has not one target that names its output`)
    const [own, dead] = [queue(rule.physical), queue(`${rule.physical}-dlq`)]
    expect(outputsIn(target, "arn")).toEqual([own])
    expect(outputsIn(target, "deadLetterConfig")).toEqual([dead])
    // What a rule sends to a queue that does not let it is lost at once, without a second try.
    expect([...waitsFor(graph, target)]).toEqual(expect.arrayContaining([bus.urn, policyOf(own), policyOf(dead)]))
  })
})
