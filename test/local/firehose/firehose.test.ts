import {
  DescribeDeliveryStreamCommand,
  FirehoseClient,
  ListDeliveryStreamsCommand,
  PutRecordBatchCommand,
  PutRecordCommand,
} from "@aws-sdk/client-firehose"
import { expect, onTestFinished, test } from "vitest"
import { credentials } from "#local/clients"
import { type FirehoseSettings, firehose } from "#local/firehose/firehose"
import { region } from "#local/region"
import { openState, type State } from "#local/state"
import { eventually } from "#test/support/eventually"
import { localAws } from "#test/support/local-aws"
import { temporaryFolder } from "#test/support/temporary"

const delivery = { name: "ledgerdesk-events", prefix: "events/", table: "ticket_events_staging" }

/** S3 and a warehouse that keep what they get. Setting `down` makes one of them fail. */
const destinations = () => {
  const seen = { objects: new Map<string, string>(), rows: [] as string[], down: "", printed: [] as string[] }
  const settings = {
    deliveries: [delivery],
    putObject: async ({ key, body }: { key: string; body: Buffer }) => {
      if (seen.down === "s3") throw new Error("S3 is down")
      seen.objects.set(key, body.toString())
    },
    copy: async (_: string, lines: readonly string[]) => {
      if (seen.down === "warehouse") throw new Error("The warehouse is down")
      seen.rows.push(...lines.filter((line) => line.startsWith("{")))
      return lines.filter((line) => !line.startsWith("{")).map((line) => ({ line, reason: "it is not JSON" }))
    },
    print: (line: string) => seen.printed.push(line),
  } satisfies Omit<FirehoseSettings, "state">
  return { seen, settings }
}

const serving = async (settings: FirehoseSettings) => {
  const service = firehose(settings)
  const { url, stop } = await localAws(service)
  service.resume()
  const client = new FirehoseClient({ endpoint: url, region, credentials, maxAttempts: 1 })
  onTestFinished(() => client.destroy())
  const put = (...lines: string[]) =>
    client.send(
      new PutRecordBatchCommand({
        DeliveryStreamName: delivery.name,
        Records: lines.map((line) => ({ Data: Buffer.from(line) })),
      }),
    )
  return { service, client, put, stop }
}

const fresh = async (): Promise<State> => {
  const state = openState(await temporaryFolder())
  onTestFinished(() => state.close())
  return state
}

/** Nothing goes out by itself within a test. */
const flushMillis = 3_600_000

test("records go to S3 as lines under the hour, and to the warehouse as rows", async () => {
  const { seen, settings } = destinations()
  const { service, put } = await serving({ ...settings, state: await fresh(), flushMillis })
  const answer = await put('{"n":1}\n', '{"n":2}\n')
  expect(answer).toMatchObject({ FailedPutCount: 0, RequestResponses: [{ RecordId: expect.any(String) }, {}] })
  await service.flush()
  const [[key, body] = []] = seen.objects
  expect(key).toMatch(/^events\/\d{4}\/\d\d\/\d\d\/\d\d\/ledgerdesk-events-1-\d{4}(-\d\d){5}-[0-9a-f-]{36}$/)
  expect(body).toBe('{"n":1}\n{"n":2}\n')
  expect(seen.rows).toEqual(['{"n":1}', '{"n":2}'])
})

test("records go out by themselves after a while, together", async () => {
  const { seen, settings } = destinations()
  const { client, put } = await serving({ ...settings, state: await fresh(), flushMillis: 50 })
  await put('{"n":1}\n')
  const Record = { Data: Buffer.from('{"n":2}\n') }
  await client.send(new PutRecordCommand({ DeliveryStreamName: delivery.name, Record }))
  await eventually(() => expect(seen.rows).toEqual(['{"n":1}', '{"n":2}']))
})

test("a record that cannot be loaded is noted in S3 with the reason, and holds up no other", async () => {
  const { seen, settings } = destinations()
  const { service, put } = await serving({ ...settings, state: await fresh(), flushMillis })
  await put('{"n":1}\n', "nonsense\n", '{"n":2}\n')
  await service.flush()
  expect(seen.rows).toEqual(['{"n":1}', '{"n":2}'])
  const [, [key = "", body = ""] = []] = seen.objects
  expect(key).toMatch(/^events\/errors\/\d{4}\//)
  expect(JSON.parse(body)).toMatchObject({
    errorMessage: "it is not JSON",
    rawData: Buffer.from("nonsense").toString("base64"),
  })
})

test.each(["s3", "warehouse"])("while %s is down records wait, and are delivered once it is back", async (which) => {
  const { seen, settings } = destinations()
  const { put } = await serving({ ...settings, state: await fresh(), flushMillis: 10 })
  seen.down = which
  await put('{"n":1}\n')
  await eventually(() => expect(seen.printed.join()).toContain("is down; it is tried again"))
  expect(seen.rows).toEqual([])
  seen.down = ""
  await eventually(() => expect(seen.rows).toEqual(['{"n":1}']))
  expect(seen.objects.size).toBe(1)
})

test("what was acknowledged before a stop is delivered after the next start", async () => {
  const { seen, settings } = destinations()
  const state = await fresh()
  const first = await serving({ ...settings, state, flushMillis })
  await first.put('{"n":1}\n')
  await first.stop()
  expect(seen.rows).toEqual([])
  await serving({ ...settings, state, flushMillis: 10 })
  await eventually(() => expect(seen.rows).toEqual(['{"n":1}']))
})

test("a batch that was interrupted is written to S3 under the same key again", async () => {
  const { seen, settings } = destinations()
  const state = await fresh()
  const first = await serving({ ...settings, state, flushMillis })
  await first.put('{"n":1}\n')
  seen.down = "warehouse"
  await expect(first.service.flush()).rejects.toThrow("The warehouse is down")
  await first.stop()
  seen.down = ""
  const second = await serving({ ...settings, state, flushMillis })
  await second.put('{"n":2}\n')
  await second.service.flush()
  expect([...seen.objects.values()]).toEqual(['{"n":1}\n', '{"n":2}\n'])
})

test("thousands of records leave in batches, in order", async () => {
  const { seen, settings } = destinations()
  const { service, put } = await serving({ ...settings, state: await fresh(), flushMillis })
  const lines = Array.from({ length: 4_500 }, (_, n) => `{"n":${n}}\n`)
  for (let from = 0; from < lines.length; from += 500) await put(...lines.slice(from, from + 500))
  await service.flush()
  expect(seen.objects.size).toBe(3)
  expect(seen.rows.map((line) => `${line}\n`)).toEqual(lines)
})

test("requests beyond Firehose's limits, and streams that are not there, are refused", async () => {
  const { settings } = destinations()
  const { client, put } = await serving({ ...settings, state: await fresh(), flushMillis })
  await expect(put(...Array.from({ length: 501 }, () => "{}\n"))).rejects.toMatchObject({ name: "ValidationException" })
  await expect(put("x".repeat(1000 * 1024 + 1))).rejects.toMatchObject({ name: "InvalidArgumentException" })
  await expect(put(...Array.from({ length: 5 }, () => "x".repeat(900 * 1024)))).rejects.toMatchObject({
    name: "InvalidArgumentException",
  })
  const elsewhere = new PutRecordCommand({ DeliveryStreamName: "nowhere", Record: { Data: Buffer.from("{}") } })
  await expect(client.send(elsewhere)).rejects.toMatchObject({ name: "ResourceNotFoundException" })
})

test("streams can be listed and described", async () => {
  const { settings } = destinations()
  const { client } = await serving({ ...settings, state: await fresh(), flushMillis })
  expect(await client.send(new ListDeliveryStreamsCommand({}))).toMatchObject({ DeliveryStreamNames: [delivery.name] })
  const described = await client.send(new DescribeDeliveryStreamCommand({ DeliveryStreamName: delivery.name }))
  expect(described.DeliveryStreamDescription).toMatchObject({ DeliveryStreamStatus: "ACTIVE" })
})
