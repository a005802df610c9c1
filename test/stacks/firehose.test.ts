import { describe, expect, test } from "vitest"
import { resources } from "#functions/resources"
import { copyOptions } from "#functions/warehouse/copy"
import { warehouseTables } from "#functions/warehouse/tables"
import { allows } from "#test/support/policy"
import { account, arn, region } from "#test/support/synth/place"
import { named, ofType, rolesOf } from "#test/support/synth/reading"
import { stacksOf } from "#test/support/synth/stacks"

const graph = await stacksOf({ stage: "test" })
const without = await stacksOf({ stage: "test", settings: { LEDGERDESK_WITHOUT: "analytics,ai,web" } })

const deliveries = [resources.eventDelivery, resources.ticketDelivery]
const streams = "kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"
const archive = `arn:aws:s3:::test-${resources.archive.name}-${account}`
const key = arn("kms", "key/Key")

test("there is one stream for each delivery of the map", () => {
  const all = Object.values(resources).filter(({ kind }) => kind === "delivery")
  expect(all).toEqual(deliveries)
  expect(ofType(graph, streams).map(({ physical }) => physical)).toEqual(all.map(({ name }) => `test-${name}`))
})

test("a stage without analytics has none", () => {
  expect(ofType(without, streams)).toEqual([])
})

describe.each(deliveries)("$name", ({ name, prefix, table }) => {
  const { inputs } = named(graph, streams, `test-${name}`)
  const redshift = Object(inputs.redshiftConfiguration)
  const role = rolesOf(graph).find((each) => each.name === `test-${name}-delivery`)
  const statements = role?.statements ?? []
  const may = (action: string, resource: string) => allows(statements, action, resource)

  test("is encrypted with our key, in the stream and in S3", () => {
    expect(inputs.serverSideEncryption).toEqual({ enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: key })
    expect(redshift.s3Configuration.kmsKeyArn).toBe(key)
  })

  test("puts its files below its prefix in the archive, as they are", () => {
    expect(redshift.s3Configuration).toMatchObject({
      bucketArn: archive,
      prefix,
      compressionFormat: "UNCOMPRESSED",
      roleArn: `arn:aws:iam::${account}:role/${role?.name}`,
    })
    expect(redshift.s3BackupMode).toBe("Disabled")
    // "Prefix Expressions or ErrorOutputPrefix is currently not supported for this destination"
    expect(JSON.stringify(redshift.s3Configuration)).not.toMatch(/errorOutputPrefix|!\{/)
  })

  test("copies into a staging table, as the local Firehose does", () => {
    expect(redshift).toMatchObject({ dataTableName: table, copyOptions })
    expect(copyOptions).toBe("json 'auto' maxerror 100000")
    expect(warehouseTables.map(({ staging }) => staging)).toContain(table)
    expect(redshift.retryDuration).toBe(7_200)
  })

  test("reaches the warehouse by an address of the form that Firehose takes", () => {
    expect(redshift.clusterJdbcurl).toMatch(
      /^jdbc:(redshift|postgresql):\/\/((?!-)[A-Za-z0-9-]{1,63}(?<!-)\.)+(redshift(-serverless)?)\.([a-zA-Z0-9.-]+):\d{1,5}\/[a-zA-Z0-9_$-]+$/,
    )
    expect(redshift.clusterJdbcurl).toMatch(/:5439\/analytics$/)
  })

  test("signs in with the loader's secret, and knows no password itself", () => {
    const { physical } = named(graph, "secretsmanager/secret:Secret", "test-warehouse-loader")
    expect(redshift.secretsManagerConfiguration).toMatchObject({
      enabled: true,
      secretArn: arn("secretsmanager", `Secret/${physical}`),
    })
    expect(redshift).not.toHaveProperty("password")
    expect(redshift).not.toHaveProperty("username")
  })

  test("gathers for so long that the warehouse can rest in between", () => {
    expect(redshift.s3Configuration).toMatchObject({ bufferingInterval: 900, bufferingSize: 64 })
  })

  test("writes what fails into a log of its own", () => {
    const group = named(graph, "cloudwatch/logGroup:LogGroup", `/aws/kinesisfirehose/test-${name}`)
    expect(group.inputs.retentionInDays).toBe(30)
    const made = ofType(graph, "cloudwatch/logStream:LogStream")
      .filter(({ inputs: { logGroupName } }) => logGroupName === group.physical)
      .map(({ inputs: { name: stream } }) => stream)
    const used = [redshift, redshift.s3Configuration].map((each) => Object(each).cloudwatchLoggingOptions)
    expect(used.map(({ logStreamName }) => logStreamName).toSorted()).toEqual(made.toSorted())
    for (const { enabled, logStreamName } of used) {
      expect(enabled).toBe(true)
      expect(may("logs:PutLogEvents", arn("logs", `log-group:${group.physical}:log-stream:${logStreamName}`))).toBe(
        true,
      )
    }
  })

  test("has a role for nothing but its own files, secret, log and key", () => {
    const [other = ""] = deliveries.map((each) => each.prefix).filter((each) => each !== prefix)
    expect(may("s3:PutObject", `${archive}/${prefix}2026/01/02/03/file`)).toBe(true)
    expect(may("s3:GetObject", `${archive}/${prefix}2026/01/02/03/file`)).toBe(true)
    for (const folder of [prefix, ""])
      expect(may("s3:PutObject", `${archive}/${folder}errors/manifests/2026/01/02/03/file`)).toBe(true)
    expect(may("s3:GetObject", `${archive}/${other}2026/01/02/03/file`)).toBe(false)
    expect(may("s3:GetObject", `${archive}/tickets/2026/01/02/ticket_TKT-1.json`)).toBe(false)
    expect(may("s3:DeleteObject", `${archive}/${prefix}2026/01/02/03/file`)).toBe(false)
    expect(may("secretsmanager:GetSecretValue", arn("secretsmanager", "secret:redshift!test-analytics-admin"))).toBe(
      false,
    )
    expect(may("kms:Decrypt", arn("kms", "key/another"))).toBe(false)
    expect(statements.flatMap(({ Action }) => Action).toSorted()).toEqual([
      ...["kms:Decrypt", "kms:GenerateDataKey", "logs:PutLogEvents", "s3:AbortMultipartUpload", "s3:GetBucketLocation"],
      ...["s3:GetObject", "s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:PutObject"],
      "secretsmanager:GetSecretValue",
    ])
  })

  test("uses the key by way of S3 and Secrets Manager only", () => {
    const keys = statements.filter(({ Action }) => Action.some((action) => action.startsWith("kms:")))
    expect(keys.map(({ Condition }) => Condition)).toEqual([
      {
        StringEquals: {
          "kms:ViaService": [`s3.${region}.amazonaws.com`, `secretsmanager.${region}.amazonaws.com`],
        },
      },
    ])
  })
})
