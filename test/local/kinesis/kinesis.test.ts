import { writeFile } from "node:fs/promises"
import { connect } from "node:net"
import { join } from "node:path"
import {
  CreateStreamCommand,
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type GetShardIteratorInput,
  type KinesisClient,
  ListShardsCommand,
  PutRecordsCommand,
  RegisterStreamConsumerCommand,
} from "@aws-sdk/client-kinesis"
import { expect, test } from "vitest"
import { kinesis } from "#local/kinesis/kinesis"
import { eventually } from "#test/support/eventually"
import { localAws } from "#test/support/local-aws"
import { killed } from "#test/support/serve"
import { temporaryFolder } from "#test/support/temporary"

const StreamName = "ticket-intake"
const shard = "shardId-000000000000"

const createStream = async (client: KinesisClient) => {
  await client.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }))
  await eventually(async () => {
    const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamName }))
    expect(StreamDescription?.StreamStatus).toBe("ACTIVE")
  })
}

const put = async (client: KinesisClient, ...texts: string[]) => {
  const records = texts.map((text) => ({ PartitionKey: text, Data: Buffer.from(text) }))
  const { Records = [] } = await client.send(new PutRecordsCommand({ StreamName, Records: records }))
  return Records.map(({ SequenceNumber }) => SequenceNumber ?? "")
}

const iterator = async (
  client: KinesisClient,
  from: Pick<GetShardIteratorInput, "ShardIteratorType" | "StartingSequenceNumber">,
) => {
  const { ShardIterator } = await client.send(new GetShardIteratorCommand({ StreamName, ShardId: shard, ...from }))
  return ShardIterator
}

const read = async (client: KinesisClient, ShardIterator: string | undefined) => {
  const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator }))
  return { texts: Records.map(({ Data }) => Buffer.from(Data ?? []).toString()), next: NextShardIterator }
}

test("records are read in order, and an idle reader misses none that comes later", async () => {
  const { kinesis: client } = await localAws(await kinesis(await temporaryFolder()))
  await createStream(client)
  const idle = await read(client, await iterator(client, { ShardIteratorType: "TRIM_HORIZON" }))
  expect(idle.texts).toEqual([])
  await put(client, "a", "b", "c")
  const first = await read(client, idle.next)
  expect(first.texts).toEqual(["a", "b", "c"])
  const again = await read(client, first.next)
  expect(again.texts).toEqual([])
  await put(client, "d")
  expect((await read(client, again.next)).texts).toEqual(["d"])
})

test("the stream's ARN carries the local region and account, whatever the environment says", async () => {
  const { kinesis: client } = await localAws(await kinesis(await temporaryFolder()))
  await createStream(client)
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamName }))
  expect(StreamDescription?.StreamARN).toBe("arn:aws:kinesis:us-east-1:000000000000:stream/ticket-intake")
})

test("acknowledged records and the sequence survive kill -9, and a reader goes on after its checkpoint", async () => {
  const folder = await temporaryFolder()
  let sequences: string[] = []
  await killed("kinesis", folder, async ({ kinesis: client }) => {
    await createStream(client)
    sequences = await put(client, "a", "b", "c")
  })
  const { kinesis: client } = await localAws(await kinesis(folder))
  const { Shards } = await client.send(new ListShardsCommand({ StreamName }))
  expect(Shards?.map(({ ShardId }) => ShardId)).toEqual([shard])
  const checkpoint = { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", StartingSequenceNumber: sequences[0] } as const
  const rest = await read(client, await iterator(client, checkpoint))
  expect(rest.texts).toEqual(["b", "c"])
  const [later = ""] = await put(client, "d")
  expect(BigInt(later)).toBeGreaterThan(BigInt(sequences[2] ?? 0))
  expect((await read(client, rest.next)).texts).toEqual(["d"])
})

test("an operation that is not there is refused by name", async () => {
  const { kinesis: client } = await localAws(await kinesis(await temporaryFolder()))
  const consumer = new RegisterStreamConsumerCommand({
    StreamARN: "arn:aws:kinesis:us-east-1:1:stream/s",
    ConsumerName: "c",
  })
  await expect(client.send(consumer)).rejects.toMatchObject({ name: "UnknownOperationException" })
})

test("a client that hangs up in the middle of a record does not stop the service", async () => {
  const { kinesis: client, url } = await localAws(await kinesis(await temporaryFolder()))
  await createStream(client)
  const socket = connect(Number(new URL(url).port), "127.0.0.1")
  const head =
    "POST / HTTP/1.1\r\nHost: local\r\nAuthorization: AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/kinesis/aws4_request\r\n"
  socket.write(`${head}Content-Length: 1000\r\n\r\n{"StreamName"`, () => socket.destroy())
  await new Promise((resolve) => socket.once("close", resolve))
  await expect(put(client, "a")).resolves.toHaveLength(1)
})

test("a folder that is no database is one clear error", async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, "kinesis"), "not a folder")
  await expect(kinesis(join(folder, "kinesis"))).rejects.toThrow(/The Kinesis data in .* cannot be opened/)
})
