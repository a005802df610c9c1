import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs"
import { expect, test } from "vitest"
import { queues } from "#local/sqs/queues"
import { sqs } from "#local/sqs/sqs"
import { openState } from "#local/state"
import { localAws } from "#test/support/local-aws"
import { limitInSeconds } from "#test/support/patience"
import { killed } from "#test/support/serve"
import { arnOf, bodies, create, depth, receive, send, started } from "#test/support/sqs"
import { temporaryFolder } from "#test/support/temporary"

test("a queue's URL is on the endpoint that was asked, and its ARN has the local account", async () => {
  const { client, url, queue } = await started()
  expect(queue).toBe(`${url}/000000000000/tickets`)
  expect(await client.send(new GetQueueUrlCommand({ QueueName: "tickets" }))).toMatchObject({ QueueUrl: queue })
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: ["QueueArn"] }),
  )
  expect(Attributes).toEqual({ QueueArn: arnOf("tickets") })
})

test("a queue that is not there is QueueDoesNotExist", async () => {
  const { client, url } = await started()
  await expect(send(client, `${url}/000000000000/other`, "a")).rejects.toMatchObject({ name: "QueueDoesNotExist" })
})

test("creating a queue again changes nothing, unless it were another", async () => {
  const { client, queue } = await started()
  await expect(create(client, "tickets", { VisibilityTimeout: "30" })).resolves.toBe(queue)
  await expect(create(client, "tickets", { VisibilityTimeout: "31" })).rejects.toMatchObject({
    name: "QueueNameExists",
  })
  await expect(create(client, "odd", { VisibilityTimeout: "x" })).rejects.toMatchObject({
    name: "InvalidAttributeValue",
  })
})

test("a message is delivered once, and its depth counts as waiting, in flight, gone", async () => {
  const { client, queue } = await started()
  await send(client, queue, "a 😀")
  expect(await depth(client, queue)).toEqual([1, 0, 0])
  const [message] = await receive(client, queue, { MessageSystemAttributeNames: ["All"] })
  expect(message).toMatchObject({
    Body: "a 😀",
    Attributes: { ApproximateReceiveCount: "1", SenderId: "000000000000" },
  })
  expect(await receive(client, queue)).toEqual([])
  expect(await depth(client, queue)).toEqual([0, 1, 0])
  await client.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: message?.ReceiptHandle }))
  expect(await depth(client, queue)).toEqual([0, 0, 0])
})

test("message attributes arrive as they were sent, and the SDK finds their digest right", async () => {
  const { client, queue } = await started()
  const MessageAttributes = {
    kind: { DataType: "String", StringValue: "urgent" },
    count: { DataType: "Number", StringValue: "3" },
    blob: { DataType: "Binary", BinaryValue: Uint8Array.from([1, 2, 255]) },
  }
  const sent = await client.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: "a", MessageAttributes }))
  const [message] = await receive(client, queue, { MessageAttributeNames: ["All"] })
  expect(message?.MessageAttributes).toEqual(MessageAttributes)
  expect(message?.MD5OfMessageAttributes).toBe(sent.MD5OfMessageAttributes)
})

test("messages of 256 KB pass, what is over the queue's limit does not", async () => {
  const { client, queue } = await started()
  const body = "x".repeat(256 * 1024)
  await send(client, queue, body)
  expect(bodies(await receive(client, queue))).toEqual([body])
  await client.send(new SetQueueAttributesCommand({ QueueUrl: queue, Attributes: { MaximumMessageSize: "1024" } }))
  await expect(send(client, queue, "x".repeat(1025))).rejects.toThrow(/shorter than 1024 bytes/)
})

test("a message that was not deleted comes back after its visibility timeout", async () => {
  const { client, queue } = await started()
  await send(client, queue, "a")
  expect(await receive(client, queue, { VisibilityTimeout: 1 })).toHaveLength(1)
  const again = await receive(client, queue, {
    WaitTimeSeconds: 20,
    MessageSystemAttributeNames: ["ApproximateReceiveCount"],
  })
  expect(again).toMatchObject([{ Body: "a", Attributes: { ApproximateReceiveCount: "2" } }])
})

test("a visibility timeout of zero gives a message back at once; a deleted one cannot be given back", async () => {
  const { client, queue } = await started()
  await send(client, queue, "a")
  const [first] = await receive(client, queue)
  const giveBack = (ReceiptHandle?: string) =>
    client.send(new ChangeMessageVisibilityCommand({ QueueUrl: queue, ReceiptHandle, VisibilityTimeout: 0 }))
  await giveBack(first?.ReceiptHandle)
  const [second] = await receive(client, queue)
  expect(second?.Body).toBe("a")
  await expect(giveBack(first?.ReceiptHandle)).rejects.toMatchObject({ name: "MessageNotInflight" })
})

test("a long poll is answered when a message comes, and by nothing when none does", async () => {
  const { client, queue } = await started()
  const poll = receive(client, queue, { WaitTimeSeconds: 20 })
  await send(client, queue, "a")
  expect(bodies(await poll)).toEqual(["a"])
  expect(await receive(client, queue, { WaitTimeSeconds: 1 })).toEqual([])
})

test("a poller that hung up takes no message with it", async () => {
  const { client, queue } = await started()
  const hangUp = new AbortController()
  const command = new ReceiveMessageCommand({ QueueUrl: queue, WaitTimeSeconds: 20 })
  const poll = client.send(command, { abortSignal: hangUp.signal })
  const cut = expect(poll).rejects.toThrow()
  await depth(client, queue)
  hangUp.abort()
  await cut
  await depth(client, queue)
  await send(client, queue, "a")
  expect(bodies(await receive(client, queue, { WaitTimeSeconds: 20 }))).toEqual(["a"])
})

test("a delayed message is counted, and delivered when its time has come", async () => {
  const { client, queue } = await started()
  // Long enough to be looked at meanwhile.
  const DelaySeconds = limitInSeconds(1)
  await client.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: "a", DelaySeconds }))
  expect(await depth(client, queue)).toEqual([0, 0, 1])
  expect(await receive(client, queue)).toEqual([])
  expect(bodies(await receive(client, queue, { WaitTimeSeconds: 20 }))).toEqual(["a"])
})

test("one bad entry of a batch fails alone", async () => {
  const { client, queue } = await started()
  const Entries = [
    { Id: "good", MessageBody: "a" },
    { Id: "bad", MessageBody: "\u0000" },
  ]
  const answer = await client.send(new SendMessageBatchCommand({ QueueUrl: queue, Entries }))
  expect(answer.Successful).toMatchObject([{ Id: "good" }])
  expect(answer.Failed).toMatchObject([{ Id: "bad", SenderFault: true, Code: "InvalidMessageContents" }])
  const twice = [Entries[0], Entries[0]].flatMap((entry) => entry ?? [])
  const again = client.send(new SendMessageBatchCommand({ QueueUrl: queue, Entries: twice }))
  await expect(again).rejects.toMatchObject({ name: "BatchEntryIdsNotDistinct" })
})

test("what was acknowledged survives kill -9: sent stays, deleted is gone, in flight is delivered again", async () => {
  const folder = await temporaryFolder()
  await killed("sqs", folder, async ({ sqs: client }) => {
    const queue = await create(client, "tickets", { VisibilityTimeout: "43200" })
    const Entries = ["deleted", "in flight", "waiting"].map((text, index) => ({ Id: String(index), MessageBody: text }))
    await client.send(new SendMessageBatchCommand({ QueueUrl: queue, Entries }))
    const [first, second] = await receive(client, queue, { MaxNumberOfMessages: 2 })
    expect(bodies([first ?? {}, second ?? {}])).toEqual(["deleted", "in flight"])
    const done = [{ Id: "0", ReceiptHandle: first?.ReceiptHandle }]
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: queue, Entries: done }))
  })
  const { sqs: client, url } = await localAws(sqs(queues(openState(folder))))
  const left = await receive(client, `${url}/000000000000/tickets`, {
    MessageSystemAttributeNames: ["ApproximateReceiveCount"],
  })
  expect(bodies(left).sort()).toEqual(["in flight", "waiting"])
  expect(left.find(({ Body }) => Body === "in flight")?.Attributes).toEqual({ ApproximateReceiveCount: "2" })
})

test("closing answers those who wait for a message", async () => {
  const open = queues(openState(await temporaryFolder()))
  open.create("tickets", {}, {})
  const poll = open.receive("tickets", { most: 1, wait: 20 }, new AbortController().signal)
  open.close()
  expect(await poll).toEqual([])
})
