/// <reference path="../.sst/platform/config.d.ts" />
import { resources } from "#functions/resources"
import { pascal } from "#stacks/pascal"
import { type Deployed, whole } from "#stacks/physical"
import { onlyByTls, policy, type Statement } from "#stacks/policy"
import type { Stage } from "#stacks/stage"

export type Mailing = {
  name: string
  emails: readonly string[]
  /** Another region than the stage's. The key does not reach there, so nothing that people wrote may be sent there. */
  elsewhere?: string | undefined
}

/** A topic with everybody who is to be told by e-mail. AWS asks each of them first. */
export const mailingTopic = ({ key, named }: Stage, { name, emails, elsewhere }: Mailing): aws.sns.Topic => {
  const place = elsewhere ? { region: elsewhere } : {}
  const encrypted = elsewhere ? {} : { kmsMasterKeyId: key.arn }
  const topic = new aws.sns.Topic(pascal(name), { name: named(name), ...encrypted, ...place })
  emails.forEach((endpoint, n) => {
    const subscription = { topic: topic.arn, protocol: "email", endpoint, ...place }
    new aws.sns.TopicSubscription(`${pascal(name)}Email${n + 1}`, subscription)
  })
  return topic
}

/** Whoever may publish by a role of this account may; anybody else is named in `allowed`. */
export const guardTopic = (
  { name, elsewhere }: Mailing,
  topic: aws.sns.Topic,
  allowed: readonly Statement[] = [],
): void => {
  new aws.sns.TopicPolicy(`${pascal(name)}Policy`, {
    arn: topic.arn,
    policy: policy([onlyByTls("sns:Publish", topic.arn), ...allowed]),
    ...(elsewhere && { region: elsewhere }),
  })
}

/** The identity that sends: two stages of an account cannot both make the same one. */
const identity = ({ settings: { mailFrom, mailIdentity }, arn }: Stage): $util.Output<string> =>
  mailIdentity
    ? arn("ses", `identity/${mailIdentity}`)
    : new aws.sesv2.EmailIdentity("Sender", { emailIdentity: mailFrom }).arn

/** Where teams hear of their tickets, and the address that customers hear from. */
export const notifications = (stage: Stage): { notifications: Deployed; sender: Deployed } => {
  const mailing = { name: resources.notifications.name, emails: stage.settings.teamEmails }
  const topic = mailingTopic(stage, mailing)
  guardTopic(mailing, topic)
  return { notifications: whole(topic.arn, topic.arn), sender: whole(stage.settings.mailFrom, identity(stage)) }
}
