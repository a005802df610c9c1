import { GetQueueAttributesCommand, type QueueAttributeName } from "@aws-sdk/client-sqs"
import type { SourceContext } from "#local/event-sources/source"

/** How many messages a queue holds: waiting or delayed, and handed out but not deleted. */
export type QueueDepth = { visible: number; inFlight: number }

export const queueDepth = async (
  { clients, queueUrl }: Pick<SourceContext, "clients" | "queueUrl">,
  name: string,
): Promise<QueueDepth> => {
  const { Attributes = {} } = await clients.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: await queueUrl(name),
      AttributeNames: [
        "ApproximateNumberOfMessages",
        "ApproximateNumberOfMessagesDelayed",
        "ApproximateNumberOfMessagesNotVisible",
      ],
    }),
  )
  const count = (attribute: QueueAttributeName) => Number(Attributes[attribute] ?? 0)
  return {
    visible: count("ApproximateNumberOfMessages") + count("ApproximateNumberOfMessagesDelayed"),
    inFlight: count("ApproximateNumberOfMessagesNotVisible"),
  }
}
