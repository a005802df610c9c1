import type { AttributeValue, DynamoDB } from "@aws-sdk/client-dynamodb"
import { marshall } from "@aws-sdk/util-dynamodb"
import { z } from "zod"
import { type Item, itemSize } from "../cli/costs/item-size.ts"

/** Capacity units that were used since the last reading. */
export type Usage = { write: number; read: number }

/** `take` answers what was used since the last reading. */
export type Meter = { take: () => Usage }

const Attributes = z.record(z.string(), z.custom<AttributeValue>())
const Written = z.object({ Item: Attributes.optional(), Key: Attributes.optional(), TableName: z.string() })
type Written = z.infer<typeof Written>
const Part = z.object({ Put: Written.optional(), Update: Written.optional() })
const Transaction = z.object({ TransactItems: z.array(Part) })
const Read = z.object({ ConsistentRead: z.boolean().default(false) })
const Plain = z.record(z.string(), z.unknown())
const Found = z.object({ Item: Plain.optional(), Items: z.array(Plain).optional() })

/** The document client's items are plain values by now. A key is text, so they are told by its type. */
const attributesOf = (item: Record<string, unknown>): Item =>
  Object.values(item).some((value) => typeof value === "string") ? marshall(item) : Attributes.parse(item)

const keyOf = (item: Item, names: readonly string[]): Item =>
  Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)))

/** A write is charged in 1 KB of the larger of the item before and after, a read in 4 KB of all that it read. */
const writeUnits = (bytes: number) => Math.max(1, Math.ceil(bytes / 1024))
const readUnits = (bytes: number, consistent: boolean) => Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5)

/**
 * Counts what a client's requests cost by DynamoDB's rules, from the real items: those of puts and reads as they pass,
 * those of updates read back by `plain`, a client that is not metered. In a transaction, writes count double.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export const meter = (client: DynamoDB, plain: DynamoDB, keyNames: readonly string[]): Meter => {
  let usage: Usage = { write: 0, read: 0 }
  const sizes = new Map<string, number>()

  const stored = async ({ Item: item, Key, TableName }: Written): Promise<Item> =>
    item ?? (await plain.getItem({ TableName, Key, ConsistentRead: true })).Item ?? {}
  const write = async (written: Written, price: number) => {
    const item = await stored(written)
    const key = JSON.stringify(keyOf(item, keyNames))
    const bytes = itemSize(item)
    usage.write += price * writeUnits(Math.max(bytes, sizes.get(key) ?? 0))
    sizes.set(key, bytes)
  }
  const read = (input: unknown, output: unknown) => {
    const { Item: one, Items = one ? [one] : [] } = Found.parse(output)
    const bytes = Items.reduce((total, item) => total + itemSize(attributesOf(item)), 0)
    usage.read += readUnits(bytes, Read.parse(input).ConsistentRead)
  }
  const writeAll = async (input: unknown) => {
    const parts = Transaction.parse(input).TransactItems.flatMap(({ Put, Update }) => Put ?? Update ?? [])
    for (const part of parts) await write(part, 2)
  }
  const counts: Record<string, (input: unknown, output: unknown) => unknown> = {
    PutItemCommand: (input) => write(Written.parse(input), 1),
    UpdateItemCommand: (input) => write(Written.parse(input), 1),
    TransactWriteItemsCommand: writeAll,
    GetItemCommand: read,
    QueryCommand: read,
  }

  client.middlewareStack.add(
    (next, { commandName }) =>
      async (request) => {
        const result = await next(request)
        await counts[String(commandName)]?.(request.input, result.output)
        return result
      },
    { step: "build", priority: "high", name: "meter" },
  )
  return {
    take: (): Usage => {
      const taken = usage
      usage = { write: 0, read: 0 }
      return taken
    },
  }
}
