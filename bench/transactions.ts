import {
  ConditionalCheckFailedException,
  type DynamoDB,
  TransactionCanceledException,
  type TransactWriteItem,
} from "@aws-sdk/client-dynamodb"
import { z } from "zod"

const Transaction = z.object({ TransactItems: z.array(z.custom<TransactWriteItem>()) })

const send = async (plain: DynamoDB, { Put, Update }: TransactWriteItem): Promise<string> => {
  try {
    if (Put) await plain.putItem(Put)
    if (Update) await plain.updateItem(Update)
    return "None"
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return "ConditionalCheckFailed"
    throw error
  }
}

/**
 * For peers that need TransactWriteItems on an endpoint that has none: sends the parts at once, each with its own
 * condition. They are no longer atomic, and in time they cost what the endpoint's parallel writes cost.
 */
export const splitTransactions = (client: DynamoDB, plain: DynamoDB): void => {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (request) => {
        if (commandName !== "TransactWriteItemsCommand") return next(request)
        const { TransactItems: items } = Transaction.parse(request.input)
        const codes = await Promise.all(items.map((item) => send(plain, item)))
        if (codes.every((code) => code === "None")) return { response: {}, output: { $metadata: {} } }
        throw new TransactionCanceledException({
          message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(", ")}]`,
          $metadata: {},
          CancellationReasons: codes.map((Code) => ({ Code })),
        })
      },
    { step: "build", priority: "low", name: "splitTransactions" },
  )
}
