import { describe, expect, test } from "vitest"
import { z } from "zod"
import { resources } from "#functions/resources"
import { largestParameter, StageDescription } from "#stacks/described"
import { hasResource } from "#stacks/parts"
import { optionalParts } from "#stacks/settings"
import type { Graph } from "#test/support/synth/graph"
import { lambdasOf, ofType } from "#test/support/synth/reading"
import { leftOut, stacksOf, type Variant } from "#test/support/synth/stacks"

/** Pulumi keeps every parameter's value among its secrets. */
const Parameter = z.object({ name: z.string(), type: z.string(), value: z.looseObject({ value: z.string() }) })

const parametersOf = (graph: Graph) =>
  ofType(graph, "ssm/parameter:Parameter").map(({ inputs }) => Parameter.parse(inputs))

const described = async (variant: Variant) => {
  const graph = await stacksOf(variant)
  const [parameter] = parametersOf(graph)
  if (!parameter) throw new Error("The stage does not describe itself")
  return {
    graph,
    parameter,
    text: parameter.value.value,
    says: StageDescription.parse(JSON.parse(parameter.value.value)),
  }
}

const variants: readonly [string, Variant][] = [
  ["a stage", { stage: "test" }],
  ["production", { stage: "production" }],
  ["a stage with everything left out", leftOut],
]

describe.each(variants)("%s", (_, variant) => {
  test("describes itself by one parameter, which is small enough to cost nothing", async () => {
    const { graph, parameter, text, says } = await described(variant)
    expect(parametersOf(graph)).toHaveLength(1)
    expect([parameter.name, parameter.type]).toEqual([`/ledgerdesk/${variant.stage}`, "String"])
    expect(Buffer.byteLength(text)).toBeLessThan(largestParameter)
    expect([says.stage, says.prefix]).toEqual([variant.stage, `${variant.stage}-`])
  })

  test("names every resource to the commands as it does to its functions", async () => {
    const { graph, says } = await described(variant)
    const known: Record<string, string> = { ...says.environment, ISSUER: says.issuer, CLIENT_ID: says.clientId }
    const told = [...lambdasOf(graph).values()].flatMap(({ environment }) => Object.entries(environment.variables))
    const names = new Set([...Object.values(resources).map(({ env }) => env), "ISSUER", "CLIENT_ID"])
    const different = told.filter(([name, value]) => names.has(name) && known[name] !== value)
    expect(told.length).toBeGreaterThan(50)
    expect(different).toEqual([])
  })

  test("says which parts it has, and names nothing of the others", async () => {
    const { says } = await described(variant)
    const without = new Set(optionalParts.filter((part) => !says.parts.includes(part)))
    const expected = Object.entries(resources).filter(([name]) => hasResource(without, name as keyof typeof resources))
    expect(Object.keys(says.environment).sort()).toEqual(expected.map(([, { env }]) => env).sort())
  })
})

test("without the web app, the API and the WebSocket are named by their own addresses", async () => {
  const { says } = await described(leftOut)
  expect(says.parts).toEqual([])
  expect([says.url, says.live]).toEqual([
    expect.stringMatching(/^https:\/\/.*execute-api/),
    expect.stringMatching(/^wss:\/\/.*execute-api.*\/live$/),
  ])
})
