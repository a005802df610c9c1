/// <reference path="../.sst/platform/config.d.ts" />
import { resources } from "#functions/resources"
import { pascal } from "#stacks/pascal"
import { type Deployed, whole } from "#stacks/physical"
import type { Stage } from "#stacks/stage"

const onlyByTls = (topic: aws.sns.Topic) => ({
  Sid: "OnlyByTls",
  Effect: "Deny",
  Principal: "*",
  Action: "sns:Publish",
  Resource: topic.arn,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
})

/** A topic with everybody who is to be told by e-mail. AWS asks each of them first. */
export const mailingTopic = ({ key, named }: Stage, name: string, emails: readonly string[]): aws.sns.Topic => {
  const topic = new aws.sns.Topic(pascal(name), { name: named(name), kmsMasterKeyId: key.arn })
  emails.forEach((endpoint, n) => {
    new aws.sns.TopicSubscription(`${pascal(name)}Email${n + 1}`, { topic: topic.arn, protocol: "email", endpoint })
  })
  return topic
}

/** Whoever may publish by a role of this account may; anybody else is named in `allowed`. */
export const guardTopic = (name: string, topic: aws.sns.Topic, allowed: readonly object[] = []): void => {
  new aws.sns.TopicPolicy(`${pascal(name)}Policy`, {
    arn: topic.arn,
    policy: $jsonStringify({ Version: "2012-10-17", Statement: [onlyByTls(topic), ...allowed] }),
  })
}

/** Where teams hear of their tickets, and the address that customers hear from. */
export const notifications = (stage: Stage): { notifications: Deployed; sender: Deployed } => {
  const { name } = resources.notifications
  const topic = mailingTopic(stage, name, stage.settings.teamEmails)
  guardTopic(name, topic)
  const identity = new aws.sesv2.EmailIdentity("Sender", { emailIdentity: stage.settings.mailFrom })
  return { notifications: whole(topic.arn, topic.arn), sender: whole(stage.settings.mailFrom, identity.arn) }
}
