import { describe, expect, test } from "vitest"
import { functions } from "#functions/manifest"
import { userOf } from "#functions/warehouse/access"
import { firehoseAddresses } from "#stacks/firehose-addresses"
import { account, arn, region } from "#test/support/synth/place"
import { lambdasOf, named, ofType, roleOf } from "#test/support/synth/reading"
import { plainText } from "#test/support/synth/secret"
import { stacksOf } from "#test/support/synth/stacks"

const graph = await stacksOf({ stage: "test" })
const production = await stacksOf({ stage: "production" })
const without = await stacksOf({ stage: "test", settings: { LEDGERDESK_WITHOUT: "analytics,ai,web" } })

const key = arn("kms", "key/Key")
const namespace = named(graph, "redshiftserverless/namespace:Namespace", "test-analytics")
const workgroup = named(graph, "redshiftserverless/workgroup:Workgroup", "test-analytics")

test("the warehouse and its administrator's password, which AWS makes and keeps, are encrypted with our key", () => {
  expect(namespace.inputs).toMatchObject({
    dbName: "analytics",
    kmsKeyId: key,
    manageAdminPassword: true,
    adminPasswordSecretKmsKeyId: key,
  })
  expect(namespace.inputs).not.toHaveProperty("adminUserPassword")
})

test("who signs in is logged for a limited time; what is asked, with people's data in it, is not", () => {
  expect(namespace.inputs.logExports).toEqual(["userlog", "connectionlog"])
  for (const log of ["userlog", "connectionlog"]) {
    const group = named(graph, "cloudwatch/logGroup:LogGroup", `/aws/redshift/test-analytics/${log}`)
    expect(group.inputs.retentionInDays).toBe(30)
  }
})

test("production keeps its warehouse, and a personal stage does not", () => {
  expect(namespace.retainOnDelete).toBe(false)
  const kept = named(production, "redshiftserverless/namespace:Namespace", "production-analytics")
  expect(kept.retainOnDelete).toBe(true)
})

test("nobody talks to the warehouse without TLS", () => {
  expect(workgroup.inputs.configParameters).toContainEqual({ parameterKey: "require_ssl", parameterValue: "true" })
})

test("a second deployment leaves the parameters alone that AWS has added to ours", () => {
  expect(workgroup.ignoreChanges).toEqual(["configParameters"])
})

test("the warehouse is in three zones that Redshift has, and in no Local Zone", () => {
  const zones = ofType(graph, "ec2/subnet:Subnet").map(({ inputs }) => inputs.availabilityZone)
  expect(zones).toEqual(["us-east-1a", "us-east-1c", "us-east-1d"])
})

test("what the warehouse may cost has a bound: it does not grow, and stops at its hours of the day", () => {
  expect(workgroup.inputs).toMatchObject({ baseCapacity: 8, maxCapacity: 8 })
  const [limit] = ofType(graph, "redshiftserverless/usageLimit:UsageLimit")
  expect(limit?.inputs).toMatchObject({
    resourceArn: arn("redshift-serverless", "workgroup/test-analytics"),
    usageType: "serverless-compute",
    period: "daily",
    amount: 32,
    breachAction: "deactivate",
  })
})

test("the only way into the warehouse's network is Firehose's, to one port", () => {
  const doors = ofType(graph, "ec2/securityGroup:SecurityGroup")
  expect(doors).toHaveLength(1)
  expect(workgroup.inputs.securityGroupIds).toEqual([doors[0]?.physical])
  expect(doors[0]?.inputs).toMatchObject({
    ingress: [{ cidrBlocks: ["52.70.63.192/27"], protocol: "tcp", fromPort: 5439, toPort: 5439 }],
    egress: [],
  })
  const [byDefault] = ofType(graph, "ec2/defaultSecurityGroup:DefaultSecurityGroup")
  expect(byDefault?.inputs).toMatchObject({ ingress: [], egress: [] })
})

test.each(Object.entries(firehoseAddresses))("Firehose in %s comes from 32 addresses, %s", (where, range) => {
  expect(where).toMatch(/^[a-z]{2}(-[a-z]+)+-\d$/)
  const [, ...bytes] = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/27$/.exec(range) ?? []
  expect(bytes.map(Number).every((byte) => byte < 256)).toBe(true)
  expect(Number(bytes[3]) % 32).toBe(0)
})

test("no two regions have the same addresses", () => {
  const ranges = Object.values(firehoseAddresses)
  expect(new Set(ranges).size).toBe(ranges.length)
})

test("the warehouse has subnets in three zones, which do not overlap", () => {
  const subnets = ofType(graph, "ec2/subnet:Subnet")
  expect(workgroup.inputs.subnetIds).toEqual(subnets.map(({ physical }) => physical))
  expect(new Set(subnets.map(({ inputs }) => inputs.availabilityZone)).size).toBe(3)
  expect(new Set(subnets.map(({ inputs }) => inputs.cidrBlock)).size).toBe(3)
  expect(subnets.every(({ inputs }) => inputs.mapPublicIpOnLaunch === false)).toBe(true)
})

describe("the loader", () => {
  const [version] = ofType(graph, "secretsmanager/secretVersion:SecretVersion")
  const secret = named(graph, "secretsmanager/secret:Secret", "test-warehouse-loader")
  const written: unknown = JSON.parse(plainText(version?.inputs.secretString))

  test("has a secret of the form that Firehose reads, encrypted with our key", () => {
    expect(secret.inputs.kmsKeyId).toBe(key)
    expect(written).toEqual({ username: "ledgerdesk_loader", password: expect.stringMatching(/^[A-Za-z0-9]{48}$/) })
  })

  test("has a password that only the secret holds", () => {
    const { password } = Object(written)
    const others = graph.resources.filter((resource) => resource !== version)
    expect(JSON.stringify(others)).not.toContain(password)
    expect(() => plainText(String(password))).toThrow("not a secret")
  })
})

describe("prepare-warehouse", () => {
  const invocation = ofType(graph, "lambda/invocation:Invocation").find(
    ({ inputs }) => inputs.functionName === "test-prepare-warehouse",
  )

  test("runs in the deployment, knows who merges and not the loader's password, and again when its work changes", () => {
    expect(JSON.parse(plainText(invocation?.inputs.input))).toEqual({
      // md5 of the password that the stand-in for AWS draws, and the user's name
      loaderPassword: "md577ecf1211e786ac18adda1f4d3e220e6",
      merger: "IAMR:test-merge-warehouse-function",
    })
    expect(invocation?.inputs.triggers).toEqual({ preparations: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })

  test("makes the database user of the very role that merges", () => {
    const role = lambdasOf(graph).get("merge-warehouse")?.role ?? ""
    expect(role).toBe(`arn:aws:iam::${account}:role/${roleOf(graph, "merge-warehouse").name}`)
    expect(plainText(invocation?.inputs.input)).toContain(userOf(role.split("/").at(-1) ?? ""))
  })
})

test("a stage without analytics has no warehouse, no network, no secret and none of its functions", () => {
  const types = without.resources
    .map(({ type }) => type)
    .filter((type) => /redshift|ec2|secretsmanager|firehose/i.test(type))
  expect(types).toEqual([])
  const invoked = ofType(without, "lambda/invocation:Invocation").map(({ inputs }) => inputs.functionName)
  expect(invoked).toEqual(["test-fill-views"])
  const left = [...functions].filter(([, { may }]) => "warehouse" in may || JSON.stringify(may).includes("firehose:"))
  expect(left.length).toBeGreaterThan(3)
  for (const [name] of left) expect([...lambdasOf(without).keys()]).not.toContain(name)
})

test("the region is one of those that Firehose is known in", () => {
  expect(firehoseAddresses).toHaveProperty(region)
})
