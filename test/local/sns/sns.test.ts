import {
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  PublishCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns"
import { expect, test } from "vitest"
import { openOutbox } from "#local/outbox"
import { sns } from "#local/sns/sns"
import { queues } from "#local/sqs/queues"
import { sqs } from "#local/sqs/sqs"
import { openState } from "#local/state"
import { localAws } from "#test/support/local-aws"
import { arnOf, create, receive } from "#test/support/sqs"
import { temporaryFolder } from "#test/support/temporary"

const started = async () => {
  const state = openState(await temporaryFolder())
  const outbox = openOutbox(state)
  const open = queues(state)
  const aws = await localAws(sqs(open), sns({ state, queues: open, outbox }))
  const { TopicArn = "" } = await aws.sns.send(new CreateTopicCommand({ Name: "ledgerdesk-notifications" }))
  return { ...aws, outbox, TopicArn }
}

const notice = {
  Subject: "HIGH ticket for Escalations",
  Message: "Ticket <TKT-1> & more: \"Drücker 😀\" 'quoted'",
  MessageAttributes: { team: { DataType: "String", StringValue: "Escalations" } },
}

test("a topic is created once, and listed", async () => {
  const { sns: client, TopicArn } = await started()
  expect(TopicArn).toBe("arn:aws:sns:us-east-1:000000000000:ledgerdesk-notifications")
  await client.send(new CreateTopicCommand({ Name: "ledgerdesk-notifications" }))
  expect((await client.send(new ListTopicsCommand())).Topics).toEqual([{ TopicArn }])
})

test("what is published is in the outbox when it is answered, newest first", async () => {
  const { sns: client, TopicArn, outbox } = await started()
  await client.send(new PublishCommand({ TopicArn, Message: "first" }))
  const { MessageId } = await client.send(new PublishCommand({ TopicArn, ...notice }))
  const [newest, oldest] = outbox.list()
  expect(newest).toMatchObject({
    id: MessageId,
    kind: "sns",
    to: "ledgerdesk-notifications",
    subject: notice.Subject,
    text: notice.Message,
    attributes: { team: "Escalations" },
  })
  expect(oldest).toMatchObject({ subject: "", text: "first" })
})

test("a queue that subscribes gets SNS's envelope, or the message as it is", async () => {
  const { sns: client, sqs: queueClient, TopicArn } = await started()
  const enveloped = await create(queueClient, "enveloped")
  const raw = await create(queueClient, "raw")
  const subscribe = (name: string, Attributes: Record<string, string> = {}) =>
    client.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: arnOf(name), Attributes }))
  await subscribe("enveloped")
  await subscribe("raw", { RawMessageDelivery: "true" })
  const { MessageId } = await client.send(new PublishCommand({ TopicArn, ...notice }))
  const [first] = await receive(queueClient, enveloped)
  expect(JSON.parse(first?.Body ?? "")).toMatchObject({
    Type: "Notification",
    MessageId,
    TopicArn,
    Subject: notice.Subject,
    Message: notice.Message,
    MessageAttributes: { team: { Type: "String", Value: "Escalations" } },
  })
  const [second] = await receive(queueClient, raw, { MessageAttributeNames: ["All"] })
  expect(second).toMatchObject({ Body: notice.Message, MessageAttributes: notice.MessageAttributes })
})

test("a subscription is the same when it is made again, and ends when it is cancelled", async () => {
  const { sns: client, sqs: queueClient, TopicArn } = await started()
  const queue = await create(queueClient, "enveloped")
  const subscribe = () => client.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: arnOf("enveloped") }))
  const { SubscriptionArn } = await subscribe()
  expect(await subscribe()).toMatchObject({ SubscriptionArn })
  const { Subscriptions } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }))
  expect(Subscriptions).toMatchObject([{ SubscriptionArn, Protocol: "sqs", Endpoint: arnOf("enveloped") }])
  await client.send(new UnsubscribeCommand({ SubscriptionArn }))
  await client.send(new PublishCommand({ TopicArn, Message: "a" }))
  expect(await receive(queueClient, queue)).toEqual([])
})

test("what the local SNS cannot do is refused by name", async () => {
  const { sns: client, TopicArn } = await started()
  const other = client.send(new PublishCommand({ TopicArn: `${TopicArn}-other`, Message: "a" }))
  await expect(other).rejects.toMatchObject({ name: "NotFoundException" })
  const mail = new SubscribeCommand({ TopicArn, Protocol: "email", Endpoint: "a@b.example" })
  await expect(client.send(mail)).rejects.toThrow(/Protocol email/)
  await expect(client.send(new PublishCommand({ TopicArn, Message: "a", Subject: "ü" }))).rejects.toThrow(/Subject/)
  const structured = new PublishCommand({ TopicArn, Message: "{}", MessageStructure: "json" })
  await expect(client.send(structured)).rejects.toThrow(/MessageStructure/)
})
