import { randomUUID } from "node:crypto"
import type { DynamoDB } from "@aws-sdk/client-dynamodb"
import { z } from "zod"
import { staff } from "../../core/engine/access.ts"
import { aggregate } from "../../core/engine/aggregate.ts"
import type { EventStore } from "../../core/engine/event-store.ts"
import { execute } from "../../core/engine/execute.ts"
import { always } from "../../core/ticket/offerable.ts"
import { ticket } from "../../core/ticket/ticket.ts"
import { ticketCommand } from "../../core/ticket/ticket-command.ts"
import { pause } from "../../functions/lib/pause.ts"
import { dynamoStore } from "../../functions/store/event-store.ts"
import type { Contender, Store } from "../contender.ts"
import { contextOf, factsAfter } from "../workload.ts"

/** The store with the product's own settings, on a table of the bench. */
export const storeOn = (client: DynamoDB, table: string): EventStore => dynamoStore({ client, name: () => table })

/** A ticket with a command that writes as many events as it is told. */
const benched = aggregate({
  ...ticket,
  commands: {
    "go-on": ticketCommand({
      shape: z.int(),
      rights: staff,
      opens: true,
      offered: always,
      decide: ({ status }, count) => factsAfter(status === "none" ? 0 : 1, count),
    }),
  },
})

const commandOn =
  (store: EventStore): Store["command"] =>
  async (ticketId, count) => {
    await execute({ store, pause }, benched, {
      id: ticketId,
      name: "go-on",
      input: count,
      context: contextOf(randomUUID()),
    })
  }

export const ledgerdesk: Contender = {
  name: "ledgerdesk",
  keys: ["pk", "sk"],
  conflicts: ["Conflict"],
  open: (client, table) => {
    const store = storeOn(client, table)
    return {
      command: commandOn(store),
      load: async (ticketId) => (await store.current(benched, ticketId)).version,
      snapshot: (ticketId) => store.snapshot(benched, ticketId),
    }
  },
}
