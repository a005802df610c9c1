import { randomUUID } from "node:crypto"
import { Command, type EventDetail, EventStore } from "@castore/core"
import { DynamoDBSingleTableEventStorageAdapter } from "@castore/event-storage-adapter-dynamodb"
import type { Contender } from "../contender.ts"
import { contextOf, factsAfter } from "../workload.ts"

type Ticket = { aggregateId: string; version: number; status: string }
type Tickets = EventStore<Ticket>
type Append = { stream: string; version: number; count: number }

/** As little of a fold as a decision can do with. */
const reducer = (ticket: Ticket | undefined, { aggregateId, version }: EventDetail): Ticket => ({
  aggregateId,
  version,
  status: ticket?.status ?? "new",
})

const details = ({ stream, version, count }: Append): EventDetail[] => {
  const { at, ...metadata } = contextOf(randomUUID())
  return factsAfter(version, count).map(({ type, data }, index) => ({
    aggregateId: stream,
    version: version + index + 1,
    type,
    timestamp: at,
    payload: data,
    metadata,
  }))
}

/** One event is a conditional put; more than one are an event group, which is a transaction. */
const append = async (tickets: Tickets, what: Append): Promise<void> => {
  const [first, ...more] = details(what)
  if (first && more.length === 0) await tickets.pushEvent(first)
  else if (first) await EventStore.pushEventGroup(...[first, ...more].map((event) => tickets.groupEvent(event)))
}

const commandOn = (tickets: Tickets) =>
  new Command({
    commandId: "REPLY",
    requiredEventStores: [tickets] as const,
    handler: async ({ stream, count }: { stream: string; count: number }, [store]) => {
      const { aggregate } = await store.getAggregate(stream)
      await append(store, { stream, version: aggregate?.version ?? 0, count })
    },
  })

/** Its index of initial events, which costs one more write a stream, is left out in its favour. */
export const castore: Contender = {
  name: "castore",
  keys: ["aggregateId", "version"],
  conflicts: ["DynamoDBEventAlreadyExistsError"],
  open: (client, table) => {
    const tickets: Tickets = new EventStore({
      eventStoreId: "TICKETS",
      eventTypes: [],
      reducer,
      eventStorageAdapter: new DynamoDBSingleTableEventStorageAdapter({ tableName: table, dynamoDBClient: client }),
    })
    const command = commandOn(tickets)
    return {
      command: (stream, count) => command.handler({ stream, count }, [tickets]),
      load: async (stream) => (await tickets.getAggregate(stream)).aggregate?.version ?? 0,
    }
  },
}
