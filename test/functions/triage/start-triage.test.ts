import type { SQSEvent } from "aws-lambda"
import { expect, test, vi } from "vitest"
import { z } from "zod"
import { handler } from "#functions/consumers/start-triage"
import type { Recorded } from "#schemas/recorded"
import { fakeAws } from "#test/support/fake-aws"
import { recorded, submitted } from "#test/support/recorded"

const aws = await fakeAws()
const machine = "arn:aws:states:us-east-1:000000000000:stateMachine:triage"
vi.stubEnv("TRIAGE_ARN", machine)

const message = (event: Recorded, messageId = "m1") => ({
  messageId,
  receiptHandle: "r",
  body: JSON.stringify({ source: "ledgerdesk", "detail-type": event.type, detail: event }),
  attributes: {
    ApproximateReceiveCount: "1",
    SentTimestamp: "0",
    SenderId: "s",
    ApproximateFirstReceiveTimestamp: "0",
  },
  messageAttributes: {},
  md5OfBody: "",
  eventSource: "aws:sqs",
  eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:start-triage",
  awsRegion: "us-east-1",
})
const batch = (...events: Recorded[]): SQSEvent => ({ Records: events.map((event) => message(event)) })

const event = (ticketId = "TKT-1", id = "c1.0"): Recorded => {
  const [first] = recorded([submitted], 1, ticketId)
  if (!first) throw new Error("There is no event")
  return { ...first, id }
}

const Start = z.object({ stateMachineArn: z.string(), name: z.string(), input: z.string() })
const started = { status: 200, body: { executionArn: `${machine}:1`, startDate: 1 } }

test("a submitted ticket starts one execution of triage", async () => {
  const asked = aws.answers(started)
  expect(await handler(batch(event()))).toEqual({ batchItemFailures: [] })
  const { stateMachineArn, name, input } = Start.parse(asked[0])
  expect(stateMachineArn).toBe(machine)
  expect(name).toMatch(/^TKT-1-[0-9a-f]{24}$/)
  expect(JSON.parse(input)).toEqual({ ticketId: "TKT-1", eventId: "c1.0", correlationId: "corr-1" })
})

test("the execution's name is the event's: the same for the same one, another for another one", async () => {
  const asked = aws.answers(started)
  await handler(batch(event()))
  await handler(batch(event()))
  await handler(batch(event("TKT-1", "c2.0")))
  const names = asked.map((each) => Start.parse(each).name)
  expect(names[0]).toBe(names[1])
  expect(names[0]).not.toBe(names[2])
})

test("the longest ids make a name that Step Functions takes", async () => {
  const asked = aws.answers(started)
  await handler(batch(event(`TKT-${"a_".repeat(23)}`, `kinesis:${"/:é*".repeat(40)}`)))
  expect(Start.parse(asked[0]).name).toMatch(/^[A-Za-z0-9_-]{1,80}$/)
})

test("an execution that exists already is a success", async () => {
  aws.answers({ status: 400, error: "ExecutionAlreadyExists", body: { message: "Execution Already Exists" } })
  expect(await handler(batch(event()))).toEqual({ batchItemFailures: [] })
})

test("an event whose execution cannot be started is delivered again", async () => {
  aws.answers({ status: 400, error: "StateMachineDoesNotExist", body: { message: "no such machine" } })
  expect(await handler(batch(event()))).toEqual({ batchItemFailures: [{ itemIdentifier: "m1" }] })
})
