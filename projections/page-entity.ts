import { type DocumentClient, Entity } from "electrodb"
import { ticketPage } from "#projections/ticket-page"

/** Ticket pages in the views table. `customerId` lets the announcer see whose page changed without reading it. */
export const pageEntity = (client: DocumentClient, table: string, revision: number = ticketPage.revision) =>
  new Entity(
    {
      model: { service: "ledgerdesk", entity: ticketPage.name, version: String(revision) },
      attributes: {
        ticketId: { type: "string", required: true },
        version: { type: "number", required: true },
        customerId: { type: "string", required: true },
        row: { type: "any", required: true },
        /** Written by a rebuild: nothing happened to the ticket. */
        rebuilt: { type: "boolean" },
      },
      indexes: {
        row: { pk: { field: "pk", composite: ["ticketId"], casing: "none" }, sk: { field: "sk", composite: [] } },
      },
    },
    { client, table },
  )

export type PageEntity = ReturnType<typeof pageEntity>
