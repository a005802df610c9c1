import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb"
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb"
import { documents } from "#functions/aws/dynamodb"
import { env } from "#functions/lib/env"
import { untouched } from "#projections/revisions"
import { Revisions } from "#schemas/rebuild"

export type DocumentTable = { client: DynamoDBDocumentClient; name: () => string }

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
export const revisionsOn = ({ client, name }: DocumentTable): RevisionStore => ({
  read: async () => {
    const { Item } = await client.send(new GetCommand({ TableName: name(), Key: key, ConsistentRead: true }))
    return Item ? Revisions.parse(Item) : untouched
  },
  replace: async (next) => {
    const { edition } = next
    try {
      await client.send(
        new PutCommand({
          TableName: name(),
          Item: { ...key, ...next, edition: edition + 1 },
          ConditionExpression: edition === 0 ? "attribute_not_exists(pk)" : "edition = :edition",
          ...(edition > 0 && { ExpressionAttributeValues: { ":edition": edition } }),
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

export const revisions: RevisionStore = revisionsOn({ client: documents, name: () => env("VIEWS_TABLE") })
