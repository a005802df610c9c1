import { randomUUID } from "node:crypto"
import type { DynamoDB } from "@aws-sdk/client-dynamodb"
import { Codec, Decider, type EventData, LoadOption, StreamId } from "@equinox-js/core"
import {
  AccessStrategy,
  DynamoStoreCategory,
  DynamoStoreClient,
  DynamoStoreContext,
  QueryOptions,
  TipOptions,
} from "@equinox-js/dynamo-store"
import type { Context } from "../../core/engine/aggregate.ts"
import type { Contender } from "../contender.ts"
import { contextOf, factsAfter } from "../workload.ts"

type Ticket = { version: number; status: string; submitted?: object }

const initial: Ticket = { version: 0, status: "none" }
const snapshot = "Snapshotted"

const evolve = (ticket: Ticket, { type, data }: EventData): Ticket => {
  if (type === snapshot) return { ...initial, ...data }
  const submitted = type === "TicketSubmitted" ? { submitted: data, status: "new" } : {}
  return { ...ticket, ...submitted, version: ticket.version + 1 }
}

const codec = Codec.compress(Codec.json<EventData, Context>((_, { at: _at, ...metadata }) => ({ meta: metadata })))

/** With snapshots in its tip, the tip as large as it is by default, and no cache: commands come to any instance. */
const category = (client: DynamoDB, tableName: string) =>
  DynamoStoreCategory.create(
    new DynamoStoreContext({
      client: new DynamoStoreClient(client),
      tableName,
      tip: TipOptions.create({}),
      query: QueryOptions.create({}),
    }),
    "Ticket",
    codec,
    (state: Ticket, events: EventData[]) => events.reduce(evolve, state),
    initial,
    undefined,
    AccessStrategy.Snapshot(
      ({ type }: EventData) => type === snapshot,
      (state: Ticket): EventData => ({ type: snapshot, data: state }),
    ),
  )

export const equinox: Contender = {
  name: "equinox-js",
  keys: ["p", "i"],
  conflicts: ["MaxResyncsExhaustedException"],
  open: (client, table) => {
    const tickets = category(client, table)
    const decider = (stream: string) => Decider.forStream(tickets, StreamId.create(stream), contextOf(randomUUID()))
    return {
      command: (stream, count) =>
        decider(stream).transact(({ version }) => factsAfter(version === 0 ? 0 : 1, count), LoadOption.RequireLeader),
      load: (stream) => decider(stream).query(({ version }) => version, LoadOption.RequireLeader),
    }
  },
}
