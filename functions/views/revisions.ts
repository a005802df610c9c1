import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb"
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb"
import type { DynamoTable } from "#functions/aws/dynamo-table"
import { untouched } from "#projections/revisions"
import { Revisions } from "#schemas/rebuild"

export type RevisionStore = {
  /** Strongly consistent. */
  read: () => Promise<Revisions>
  /** Replaces the edition that `next` was made from. Throws Overtaken where somebody else was faster. */
  replace: (next: Revisions) => Promise<void>
}

export class Overtaken extends Error {
  constructor() {
    super("The revisions of the read models were changed by somebody else: look again")
    this.name = "Overtaken"
  }
}

const key = { pk: "$revisions", sk: "$revisions" }

/** One item of the views table says which revision of every read model is live, so that all can change over at once. */
export const revisionsOn = ({ client, name }: DynamoTable): RevisionStore => ({
  read: async () => {
    const request = { TableName: name(), Key: marshall(key), ConsistentRead: true }
    const { Item } = await client.send(new GetItemCommand(request))
    return Item ? Revisions.parse(unmarshall(Item)) : untouched
  },
  replace: async (next) => {
    const { edition } = next
    try {
      await client.send(
        new PutItemCommand({
          TableName: name(),
          Item: marshall({ ...key, ...next, edition: edition + 1 }, { removeUndefinedValues: true }),
          ConditionExpression: edition === 0 ? "attribute_not_exists(pk)" : "edition = :edition",
          ...(edition > 0 && { ExpressionAttributeValues: marshall({ ":edition": edition }) }),
        }),
      )
    } catch (error) {
      throw error instanceof ConditionalCheckFailedException ? new Overtaken() : error
    }
  },
})

/** How long a reader may go on with what it knows, in milliseconds. The old revision is kept much longer. */
const fresh = 1_000

/** The revisions as readers see them, at most a second old. A read that fails is not remembered. */
export const recently = (store: Pick<RevisionStore, "read">, now: () => number = Date.now) => {
  let known: { at: number; revisions: Promise<Revisions> } | undefined
  return (): Promise<Revisions> => {
    if (known && now() - known.at < fresh) return known.revisions
    const asked = { at: now(), revisions: store.read() }
    known = asked
    asked.revisions.catch(() => {
      if (known === asked) known = undefined
    })
    return asked.revisions
  }
}
