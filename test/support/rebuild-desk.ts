import { randomUUID } from "node:crypto"
import { DynamoDBDocumentClient, paginateScan } from "@aws-sdk/lib-dynamodb"
import { z } from "zod"
import { dropRevisions } from "#functions/rebuild/drop-revisions"
import { fillSegment, type RebuildParts } from "#functions/rebuild/fill"
import { prepareRebuild } from "#functions/rebuild/prepare-rebuild"
import { switchRevisions } from "#functions/rebuild/switch-revisions"
import { dynamoStore } from "#functions/store/event-store"
import { projectViews } from "#functions/stream/project-views"
import { checkpointsOn } from "#functions/views/checkpoints"
import { liveWritesOn } from "#functions/views/live-writes"
import { type RevisedModel, readModelsIn } from "#functions/views/read-models"
import { revisionsOn } from "#functions/views/revisions"
import { writtenModelsNoted } from "#functions/views/written-models"
import type { Clients } from "#local/clients"
import { provisionTables } from "#local/provision/tables"
import { poisonedEntity } from "#projections/poisoned-entity"
import { poisonedStore } from "#projections/poisoned-store"
import { liveRevision } from "#projections/revisions"
import { tables } from "#schemas/tables"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { agent } from "#test/support/actors"
import { itemOf, streamRecord } from "#test/support/stream-record"

const never = () => false

/** A row as it lies in the views table. */
const StoredRow = z.object({
  __edb_e__: z.string(),
  __edb_v__: z.coerce.number(),
  ticketId: z.string(),
  version: z.number(),
  row: z.unknown(),
  rebuilt: z.boolean().optional(),
})
export type StoredRow = z.infer<typeof StoredRow>

/** The steps of the state machine, in its order. `at` is called before each of them. */
const running = (parts: RebuildParts, table: RebuildParts["events"], owner: string) => {
  const prepare = (projections: string[], segments = 4) => prepareRebuild(parts)({ projections, owner, segments })
  const fill = ({ id, segments }: { id: string; segments: number[] }) =>
    Promise.all(segments.map((segment) => fillSegment(parts, { id, owner, segment }, never)))
  const drop = (id: string, late = never, after: unknown = null) =>
    dropRevisions(parts, table)({ id, owner, after }, late)
  const whole = async (projections = ["all"]) => {
    const begun = await prepare(projections)
    await fill(begun)
    await switchRevisions(parts)({ id: begun.id, owner })
    await drop(begun.id)
    return begun.id
  }
  return { prepare, fill, switchOver: (id: string) => switchRevisions(parts)({ id, owner }), drop, whole }
}

/** Events, read models, projector and rebuilds on the tables of a DynamoDB. A second one is another instance. */
export const rebuildDesk = ({ dynamodb }: Pick<Clients, "dynamodb">, models?: readonly RevisedModel[]) => {
  const client = DynamoDBDocumentClient.from(dynamodb, { marshallOptions: { removeUndefinedValues: true } })
  const events = { client, name: () => tables.events.name }
  const views = { client, name: () => tables.views.name }
  const store = dynamoStore(events)
  const readModels = readModelsIn(client, tables.views.name)
  const revisions = revisionsOn(views)
  const liveWrites = liveWritesOn(views)
  const listing = {
    poisoned: poisonedStore(poisonedEntity(client, tables.views.name)),
    now: () => new Date().toISOString(),
  }
  const parts: RebuildParts = {
    ...listing,
    liveWrites,
    events,
    store,
    models: models ?? readModels.all,
    revisions,
    checkpoints: checkpointsOn(views),
  }
  const project = projectViews({
    ...listing,
    models: writtenModelsNoted(revisions, readModels.all, liveWrites),
    load: (ticketId, after) => store.load(ticketId, after),
  })

  /** Commits facts, and has the projector see them, as the table's stream would. */
  const happen = async (ticketId: string, expected: number, facts: readonly Fact[]) => {
    const at = "2026-01-02T03:04:05.000Z"
    const commit = { ticketId, expected, facts, at, actor: agent, commitId: randomUUID(), correlationId: "corr-1" }
    await store.append(commit)
    const { batchItemFailures } = await project({ Records: [streamRecord("1", itemOf(commit))] })
    if (batchItemFailures.length > 0) throw new Error(`${ticketId} was not projected`)
  }

  const rowsOf = async (name: string): Promise<StoredRow[]> => {
    const found: unknown[] = []
    for await (const { Items = [] } of paginateScan({ client }, { TableName: tables.views.name, ConsistentRead: true }))
      found.push(...Items)
    return found.flatMap((item) => StoredRow.safeParse(item).data ?? []).filter(({ __edb_e__ }) => __edb_e__ === name)
  }

  return {
    create: () => provisionTables(dynamodb),
    client,
    store,
    readModels,
    revisions,
    parts,
    happen,
    rowsOf,
    live: async (model: { name: string; revision: number }) => liveRevision(await revisions.read(), model),
    rebuild: (owner = "one") => running(parts, views, owner),
  }
}

export type RebuildDesk = ReturnType<typeof rebuildDesk>
