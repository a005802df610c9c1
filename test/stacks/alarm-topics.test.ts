import { expect, test } from "vitest"
import { z } from "zod"
import { stacksOf } from "#test/support/synth/stacks"
import { alarmsOf } from "#test/support/synth/watched"

const graph = await stacksOf({ stage: "test" })
const alarms = alarmsOf(graph)

test("the topic of alarms is encrypted, mailed, and open to this stage's alarms only", () => {
  const find = (type: string, name: string) =>
    graph.resources
      .filter((resource) => resource.type === type && resource.name.startsWith(name))
      .map(({ inputs }) => inputs)
  expect(find("aws:sns/topic:Topic", "Alarms")).toMatchObject([{ kmsMasterKeyId: expect.stringContaining(":key/") }])
  expect(find("aws:sns/topicSubscription:TopicSubscription", "Alarms")).toMatchObject([
    { protocol: "email", endpoint: "ops@ledgerdesk.example" },
  ])
  const [policy] = find("aws:sns/topicPolicy:TopicPolicy", "Alarms")
  const { Statement } = z.object({ Statement: z.array(z.unknown()) }).parse(JSON.parse(String(policy?.policy)))
  expect(Statement).toContainEqual({
    Sid: "FromAlarms",
    Effect: "Allow",
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: "sns:Publish",
    Resource: "arn:aws:sns:us-east-1:123456789012:test-alarms",
    Condition: {
      StringEquals: { "aws:SourceAccount": "123456789012" },
      ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:test-*" },
    },
  })
})

test("CloudFront is watched where it reports, from any region, and told there", async () => {
  const elsewhere = await stacksOf({ stage: "test", settings: { LEDGERDESK_REGION: "eu-central-1" } })
  const there = [...alarmsOf(elsewhere).values()].filter(({ region }) => region === "us-east-1")
  expect(there).toMatchObject([{ name: "test-web-errors", namespace: "AWS/CloudFront" }])
  expect(there[0]?.alarmActions).toEqual([expect.stringMatching(/:test-edge-alarms$/)])
  const topics = elsewhere.resources.filter(({ inputs }) => inputs.region === "us-east-1").map(({ type }) => type)
  expect(topics).toEqual(
    expect.arrayContaining([
      "aws:sns/topic:Topic",
      "aws:sns/topicPolicy:TopicPolicy",
      "aws:sns/topicSubscription:TopicSubscription",
    ]),
  )
  expect(alarms.get("web-errors")?.alarmActions).toEqual([expect.stringMatching(/:test-alarms$/)])
})
