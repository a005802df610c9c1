import { type DocumentClient, Entity } from "electrodb"

/** Poisoned rows in the views table, beside the rows that they stand for. `all` lists them, the oldest first. */
export const poisonedEntity = (client: DocumentClient, table: string) =>
  new Entity(
    {
      model: { service: "ledgerdesk", entity: "poisoned-row", version: "1" },
      attributes: {
        projection: { type: "string", required: true },
        revision: { type: "number", required: true },
        ticketId: { type: "string", required: true },
        version: { type: "number", required: true },
        error: { type: "string", required: true },
        reason: { type: "string", required: true },
        since: { type: "string", required: true },
        lastAt: { type: "string", required: true },
        attempts: { type: "number", required: true },
      },
      indexes: {
        row: {
          pk: { field: "pk", composite: ["ticketId"], casing: "none" },
          sk: { field: "sk", composite: ["projection", "revision"], casing: "none" },
        },
        all: {
          index: "gsi5",
          pk: { field: "gsi5pk", composite: [] },
          sk: { field: "gsi5sk", composite: ["since", "ticketId", "projection"], casing: "none" },
        },
      },
    },
    { client, table },
  )

export type PoisonedEntity = ReturnType<typeof poisonedEntity>
