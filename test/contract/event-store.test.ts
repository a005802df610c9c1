import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb"
import { describe, expect, test } from "vitest"
import type { EventStore } from "#core/engine/event-store"
import { aggregates } from "#core/registry"
import { dynamoStore } from "#functions/store/event-store"
import { eventStoreContract } from "#test/contract/event-store"
import { expectationsContract } from "#test/contract/expectations"
import { readingContract } from "#test/contract/reading"
import { ofMacros, ofTickets } from "#test/contract/subject"
import { writersContract } from "#test/contract/writers"
import { contractTable } from "#test/support/contract-table"
import { memoryStore } from "#test/support/memory-store"

const table = contractTable()

/** An endpoint that does not return the item with a failed condition, as some stand-ins do not. */
const taciturn = () => {
  const client = table.connect()
  client.middlewareStack.add(
    (next) => async (request) => {
      try {
        return await next(request)
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) delete error.Item
        throw error
      }
    },
    { step: "initialize" },
  )
  return client
}

const subjects = [ofTickets, ofMacros]

test("the contract is kept for every aggregate", () => {
  const without = aggregates.filter((each) => !subjects.some(({ of }) => of === each)).map(({ category }) => category)
  expect(
    without,
    "Add a Subject like ofMacros for each of these to test/contract/subject.ts, and name it here",
  ).toEqual([])
})

/** `runs` are those of the property tests. */
const contract = (open: () => Promise<EventStore>, runs: number) =>
  describe.each(subjects)("with streams of the category $of.category", (subject) => {
    eventStoreContract(open, subject)
    expectationsContract(open, subject)
    readingContract(open, runs, subject)
    writersContract(open, runs, subject)
  })

describe("in memory", () => contract(async () => memoryStore(), 30))

describe("on DynamoDB", () => contract(async () => dynamoStore({ client: table.client(), name: table.name }), 4))

describe("on an endpoint that keeps the conflicting item to itself", () =>
  contract(async () => dynamoStore({ client: taciturn(), name: table.name }), 2))
