import type { AttributeValue } from "@aws-sdk/client-dynamodb"
import { unmarshall } from "@aws-sdk/util-dynamodb"
import { z } from "zod"
import { decode } from "#schemas/decode"
import type { Recorded, StoredCommit } from "#schemas/recorded"

/** What a ticket's partition key begins with. */
export const prefix = "TICKET#"

/** An item of the table: a commit with its keys. Anything else in the partition, such as a snapshot, has no events. */
const Item = z.looseObject({ pk: z.string().startsWith(prefix), sk: z.number(), events: z.unknown() })

export const toItem = ({ ticketId, version, ...rest }: StoredCommit) => ({
  pk: prefix + ticketId,
  sk: version,
  ...rest,
})

/** The events of an item. Throws Unreadable where it is not a commit, ZodError where it is no ticket's. */
export const fromItem = (item: unknown): Recorded[] => {
  const { pk, sk, ...rest } = Item.parse(item)
  return decode({ ticketId: pk.slice(prefix.length), version: sk, ...rest })
}

/** An item in DynamoDB's own JSON. What is inside is checked once it is unmarshalled. */
const Image = z.record(
  z.string(),
  z.custom<AttributeValue>((value) => typeof value === "object" && value !== null),
)

/** The events of `NewImage` of a record of the table's stream; none where the item is not a commit, as a snapshot. */
export const fromStreamImage = (newImage: unknown): Recorded[] => {
  const item = unmarshall(Image.parse(newImage))
  return "events" in item ? fromItem(item) : []
}

/** The keys of a record of the table's stream, in DynamoDB's own JSON. */
const Keys = z.object({ pk: z.object({ S: z.string() }), sk: z.object({ N: z.string() }) })

/** Which item a record of the table's stream is about; nothing where it does not say so. */
export const commitKeys = (keys: unknown): Record<string, string> => {
  const { data } = Keys.safeParse(keys)
  return data ? { pk: data.pk.S, sk: data.sk.N } : {}
}
