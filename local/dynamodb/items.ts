import { z } from "zod"
import { type ActionName, run } from "#local/dynamodb/actions"
import { itemStore, type Parts } from "#local/dynamodb/item-store"
import { parsed, Refusal } from "#local/dynamodb/refusal"
import type { Item } from "#local/dynamodb/store"

const wish = z.looseObject({ ReturnValuesOnConditionCheckFailure: z.enum(["ALL_OLD", "NONE"]).optional() })

const withItem = (error: unknown, item: Item | undefined): unknown => {
  if (!(error instanceof Refusal && item && error.is("ConditionalCheckFailedException"))) return error
  return new Refusal(error.statusCode, { ...error.body, Item: item })
}

/**
 * Puts, updates or deletes one item. Where the condition does not hold and the caller asked for ALL_OLD, the error
 * carries the item that the condition was checked against.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html#API_PutItem_RequestSyntax
 */
export const writeItem = (parts: Parts, name: ActionName) => async (input: unknown) => {
  const { ReturnValuesOnConditionCheckFailure: wanted, ...request } = parsed(wish, input)
  if (wanted !== "ALL_OLD") return run(itemStore(parts), name, request)
  let seen: Item | undefined
  const onRead = (item: Item | undefined) => {
    seen = item
  }
  try {
    return await run(itemStore(parts, { onRead }), name, request)
  } catch (error) {
    throw withItem(error, seen)
  }
}
