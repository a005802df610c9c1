import { z } from "zod"
import { account, region } from "#test/support/synth/place"
import type { Inputs } from "#test/support/synth/provider"

const listed = z.union([z.array(z.string()), z.string().transform((one) => [one])])
const Statement = z.object({
  sid: z.string().optional(),
  effect: z.string().default("Allow"),
  actions: listed.optional(),
  resources: listed.optional(),
  principals: z.array(z.object({ type: z.string(), identifiers: listed })).optional(),
  conditions: z.array(z.object({ test: z.string(), variable: z.string(), values: listed })).optional(),
})

type Principals = NonNullable<z.infer<typeof Statement>["principals"]>

const principalOf = (principals: Principals) =>
  principals.some(({ type }) => type === "*")
    ? "*"
    : Object.fromEntries(principals.map(({ type, identifiers }) => [type, identifiers]))

const statement = (raw: unknown) => {
  const { sid, effect, actions, resources, principals, conditions = [] } = Statement.parse(raw)
  const Condition: Record<string, Inputs> = {}
  for (const { test, variable, values } of conditions) Condition[test] = { ...Condition[test], [variable]: values }
  return {
    ...(sid && { Sid: sid }),
    Effect: effect,
    ...(actions && { Action: actions }),
    ...(resources && { Resource: resources }),
    ...(principals && { Principal: principalOf(principals) }),
    ...(conditions.length > 0 && { Condition }),
  }
}

const policyDocument = (asked: Inputs) => {
  const statements = z.array(z.unknown()).default([]).parse(asked.statements)
  const json = JSON.stringify({ Version: "2012-10-17", Statement: statements.map(statement) })
  return { ...asked, json, statements: statements.length > 0 ? statements : undefined }
}

/** Zones as an account may have them that once opted in to a Local Zone. */
const zones = ({ filters, excludeZoneIds }: Inputs) => {
  const leftOut = z.array(z.string()).default([]).parse(excludeZoneIds)
  const all = [
    ...(filters ? [] : [{ name: `${region}-atl-1a`, id: "use1-atl1-az1" }]),
    ...["a", "b", "c", "d"].map((zone, n) => ({ name: region + zone, id: `use1-az${((n + 1) % 4) + 1}` })),
  ].filter(({ id }) => !leftOut.includes(id))
  return { names: all.map(({ name }) => name), zoneIds: all.map(({ id }) => id) }
}

const invokes: Record<string, (inputs: Inputs) => Inputs> = {
  "aws:iam/getPolicyDocument:getPolicyDocument": policyDocument,
  "aws:index/getPartition:getPartition": () => ({ partition: "aws", dnsSuffix: "amazonaws.com" }),
  "aws:index/getRegion:getRegion": (asked) => ({ region: asked.region ?? region, name: region, id: region }),
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    accountId: account,
    arn: `arn:aws:iam::${account}:root`,
    userId: "mock",
    id: account,
  }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": zones,
  "aws:secretsmanager/getRandomPassword:getRandomPassword": ({ passwordLength }) => ({
    randomPassword: "Ab3".repeat(Number(passwordLength)).slice(0, Number(passwordLength)),
  }),
  "aws:cloudfront/getCachePolicy:getCachePolicy": (asked) => ({ ...asked, id: `cachepolicy-${asked.name}` }),
  "aws:cloudfront/getOriginRequestPolicy:getOriginRequestPolicy": (asked) => ({ ...asked, id: `orp-${asked.name}` }),
}

/** Stands for AWS: answers a look-up. Throws where the stacks ask something new. */
export const lookedUp = (token: string, inputs: Inputs): Inputs => {
  const known = invokes[token]
  if (known) return known(inputs)
  throw new Error(`test/support/synth/look-ups.ts cannot answer ${token} ${JSON.stringify(inputs)}`)
}
