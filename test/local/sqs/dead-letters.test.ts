import {
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs"
import { expect, test } from "vitest"
import { arnOf, create, depth, receive, send, started } from "#test/support/sqs"

const withDeadLetters = async () => {
  const { client, queue, ...rest } = await started()
  const deadLetters = await create(client, "tickets-dlq")
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf("tickets-dlq"), maxReceiveCount: 2 })
  await client.send(new SetQueueAttributesCommand({ QueueUrl: queue, Attributes: { RedrivePolicy } }))
  return { client, queue, deadLetters, ...rest }
}

test("a message that was received too often moves to the dead-letter queue, and can be moved back", async () => {
  const { client, queue, deadLetters } = await withDeadLetters()
  const waiting = receive(client, deadLetters, {
    WaitTimeSeconds: 20,
    VisibilityTimeout: 0,
    MessageSystemAttributeNames: ["All"],
  })
  await send(client, queue, "poison")
  for (const _ of [1, 2]) expect(await receive(client, queue, { VisibilityTimeout: 0 })).toHaveLength(1)
  expect(await receive(client, queue)).toEqual([])
  expect(await waiting).toMatchObject([{ Body: "poison", Attributes: { DeadLetterQueueSourceArn: arnOf("tickets") } }])

  const sources = await client.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: deadLetters }))
  expect(sources.queueUrls).toEqual([queue])
  const SourceArn = arnOf("tickets-dlq")
  await client.send(new StartMessageMoveTaskCommand({ SourceArn }))
  const { Results } = await client.send(new ListMessageMoveTasksCommand({ SourceArn }))
  expect(Results).toMatchObject([{ Status: "COMPLETED", ApproximateNumberOfMessagesMoved: 1 }])
  const moved = await receive(client, queue, { MessageSystemAttributeNames: ["ApproximateReceiveCount"] })
  expect(moved).toMatchObject([{ Body: "poison", Attributes: { ApproximateReceiveCount: "1" } }])
})

test("only dead letters can be moved back, and one that came from nowhere stays", async () => {
  const { client, queue, deadLetters } = await withDeadLetters()
  const move = (SourceArn: string) => client.send(new StartMessageMoveTaskCommand({ SourceArn }))
  await expect(move(arnOf("tickets"))).rejects.toThrow("Source queue must be configured as a Dead Letter Queue.")
  await send(client, deadLetters, "sent directly")
  await move(arnOf("tickets-dlq"))
  const { Results } = await client.send(new ListMessageMoveTasksCommand({ SourceArn: arnOf("tickets-dlq") }))
  expect(Results).toMatchObject([{ Status: "FAILED", FailureReason: "CouldNotDetermineMessageSource" }])
  expect([await depth(client, queue), await depth(client, deadLetters)]).toEqual([
    [0, 0, 0],
    [1, 0, 0],
  ])
})

test("a dead-letter queue must be there before messages can go to it", async () => {
  const { client } = await started()
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf("nowhere"), maxReceiveCount: 2 })
  await expect(create(client, "b", { RedrivePolicy })).rejects.toThrow(/Dead letter target does not exist/)
})
