import { type DocumentClient, Entity } from "electrodb"
import { ticketInbox } from "#projections/ticket-inbox"
import { type InboxRow, InboxRow as Shape } from "#schemas/ticket/views/inbox-row"

/**
 * The value of `team` and `assignee` while there is none, so that "unassigned" is an index look-up too. No team and no
 * agent is called so: names begin with no blank.
 */
export const nobody = " none"

const byNewest = (n: number) => ({
  field: `gsi${n}sk`,
  composite: ["submittedAt", "ticketId"] as const,
  casing: "none" as const,
})

/**
 * The inbox in the views table. Every index sorts by submission, which never changes, so a cursor stays true while
 * tickets move. Model and version in the key are the projection's name and revision.
 */
export const inboxEntity = (client: DocumentClient, table: string, revision: number = ticketInbox.revision) =>
  new Entity(
    {
      model: { service: "ledgerdesk", entity: ticketInbox.name, version: String(revision) },
      attributes: {
        ticketId: { type: "string", required: true },
        version: { type: "number", required: true },
        status: { type: "string", required: true },
        priority: { type: "string" },
        team: { type: "string", required: true },
        assignee: { type: "string", required: true },
        customerId: { type: "string", required: true },
        submittedAt: { type: "string", required: true },
        /** Lower-case text that `q` is looked for in. */
        search: { type: "string", required: true },
        row: { type: "any", required: true },
        /** Written by a rebuild: nothing happened to the ticket. */
        rebuilt: { type: "boolean" },
      },
      indexes: {
        row: { pk: { field: "pk", composite: ["ticketId"], casing: "none" }, sk: { field: "sk", composite: [] } },
        status: { index: "gsi1", pk: { field: "gsi1pk", composite: ["status"], casing: "none" }, sk: byNewest(1) },
        team: { index: "gsi2", pk: { field: "gsi2pk", composite: ["team"], casing: "none" }, sk: byNewest(2) },
        assignee: { index: "gsi3", pk: { field: "gsi3pk", composite: ["assignee"], casing: "none" }, sk: byNewest(3) },
        customer: {
          index: "gsi4",
          pk: { field: "gsi4pk", composite: ["customerId"], casing: "none" },
          sk: byNewest(4),
        },
        all: { index: "gsi5", pk: { field: "gsi5pk", composite: [] }, sk: byNewest(5) },
      },
    },
    { client, table },
  )

export type InboxEntity = ReturnType<typeof inboxEntity>

/** The attributes that indexes and filters read, beside the row itself. */
export const inboxColumns = (row: InboxRow) => ({
  status: row.status,
  ...(row.priority && { priority: row.priority }),
  team: row.team ?? nobody,
  assignee: row.assignee?.id ?? nobody,
  customerId: row.customer.id,
  submittedAt: row.submittedAt,
  search: [row.ticketId, row.subject, row.customer.name, row.product, row.issueType].join(" ").toLowerCase(),
  row: Shape.parse(row),
})
