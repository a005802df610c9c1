import { randomUUID } from "node:crypto"
import type { DynamoDB } from "@aws-sdk/client-dynamodb"
import type { EventStore } from "../../core/engine/event-store.ts"
import { execute } from "../../core/engine/execute.ts"
import { dynamoStore } from "../../functions/store/event-store.ts"
import { pause } from "../../functions/lib/pause.ts"
import type { Contender, Store } from "../contender.ts"
import { contextOf, factsAfter } from "../workload.ts"

/** The store with the product's own settings, on a table of the bench. */
export const storeOn = (client: DynamoDB, table: string): EventStore => dynamoStore({ client, name: () => table })

const commandOn =
  (store: EventStore): Store["command"] =>
  async (ticketId, count) => {
    const decide = ({ status }: { status: string }) => factsAfter(status === "none" ? 0 : 1, count)
    await execute({ store, pause }, { ticketId, decide }, contextOf(randomUUID()))
  }

export const ledgerdesk: Contender = {
  name: "ledgerdesk",
  keys: ["pk", "sk"],
  conflicts: ["Conflict"],
  open: (client, table) => {
    const store = storeOn(client, table)
    return {
      command: commandOn(store),
      load: async (ticketId) => (await store.current(ticketId)).version,
      snapshot: (ticketId) => store.snapshot(ticketId),
    }
  },
}
