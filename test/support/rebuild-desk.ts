import { randomUUID } from "node:crypto"
import { paginateScan } from "@aws-sdk/client-dynamodb"
import { z } from "zod"
import type { Aggregate } from "#core/engine/aggregate"
import { encode } from "#core/engine/commit"
import type { NewCommit } from "#core/engine/event-store"
import { aggregateOf } from "#core/registry"
import { ticket } from "#core/ticket/ticket"
import { fillViews, type Rebuilds } from "#functions/jobs/fill-views"
import { dropRevisions } from "#functions/rebuild/drop-revisions"
import { fillSegment, type RebuildParts } from "#functions/rebuild/fill"
import { prepareRebuild } from "#functions/rebuild/prepare-rebuild"
import { switchRevisions } from "#functions/rebuild/switch-revisions"
import { toItem } from "#functions/store/commit-item"
import { dynamoStore } from "#functions/store/event-store"
import { projectViews } from "#functions/stream/project-views"
import { checkpointsOn } from "#functions/views/checkpoints"
import { liveWritesOn } from "#functions/views/live-writes"
import { poisonedStore } from "#functions/views/poisoned-store"
import { revised } from "#functions/views/read-models"
import { revisionsOn } from "#functions/views/revisions"
import { fromItem, type Item, idIn } from "#functions/views/view-item"
import { writtenModelsNoted } from "#functions/views/written-models"
import type { Clients } from "#local/clients"
import { provisionTables } from "#local/provision/tables"
import type { ReadModel, View } from "#projections/read-model"
import { readModels } from "#projections/registry"
import { liveRevision } from "#projections/revisions"
import { stampOf } from "#projections/stamps"
import { tables } from "#schemas/tables"
import type { TicketFact } from "#schemas/ticket/events"
import { agent } from "#test/support/actors"
import { streamRecord } from "#test/support/stream-record"

const never = () => false

/** A row as it lies in the views table. */
export type StoredRow = View<unknown> & { id: string; model: string; revision: number; rebuilt: boolean }

const Stored = z.looseObject({
  model: z.object({ S: z.string() }),
  revision: z.object({ N: z.coerce.number() }),
  rebuilt: z.object({ BOOL: z.boolean() }).optional(),
})

const rowIn = (models: readonly ReadModel[], item: Item): StoredRow[] => {
  const { data } = Stored.safeParse(item)
  const model = models.find(({ name }) => name === data?.model.S)
  if (!data || !model || item.pk?.S === "$poisoned") return []
  const of = { model, revision: data.revision.N }
  return [
    {
      ...fromItem(of, item),
      id: idIn(item),
      model: model.name,
      revision: of.revision,
      rebuilt: data.rebuilt?.BOOL === true,
    },
  ]
}

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

type Options = {
  /** Those of the registry, unless other ones are given, with their stamps. */
  models?: readonly (readonly [model: ReadModel, stamp: string])[]
}

const registered = Object.values<ReadModel>(readModels).map((model) => [model, stampOf(model.name)] as const)

/** Events, read models, projector and rebuilds on the tables of a DynamoDB. A second one is another instance. */
export const rebuildDesk = (
  { dynamodb: client }: Pick<Clients, "dynamodb">,
  { models: given = registered }: Options = {},
) => {
  const events = { client, name: () => tables.events.name }
  const views = { client, name: () => tables.views.name }
  const store = dynamoStore(events)
  const models = given.map(([model, stamp]) => revised([client, tables.views.name], model, stamp))
  const revisions = revisionsOn(views)
  const liveWrites = liveWritesOn(views)
  const listing = { poisoned: poisonedStore(views), now: () => new Date().toISOString() }
  const parts: RebuildParts = {
    ...listing,
    liveWrites,
    events,
    store,
    models,
    revisions,
    checkpoints: checkpointsOn(views),
  }
  const project = projectViews({
    ...listing,
    models: writtenModelsNoted(revisions, models, liveWrites),
    load: (stream, after) => store.load(aggregateOf(stream), stream.id, after),
  })

  /** Commits facts, and has the projector see them, as the table's stream would. */
  const happenIn = async (of: Aggregate, id: string, [expected, facts]: [number, NewCommit["facts"]]) => {
    const at = "2026-01-02T03:04:05.000Z"
    const commit = { id, expected, facts, at, actor: agent, commitId: randomUUID(), correlationId: "corr-1" }
    await store.append(of, commit)
    const { batchItemFailures } = await project({ Records: [streamRecord("1", toItem(encode(of, commit, expected)))] })
    if (batchItemFailures.length > 0) throw new Error(`${id} was not projected`)
  }

  const rowsOf = async (name: string): Promise<StoredRow[]> => {
    const found: StoredRow[] = []
    const all = given.map(([model]) => model)
    for await (const { Items = [] } of paginateScan({ client }, { TableName: tables.views.name, ConsistentRead: true }))
      found.push(...Items.flatMap((item) => rowIn(all, item)))
    return found.filter(({ model }) => model === name)
  }

  const fill = (rebuilds: Rebuilds) => fillViews({ ...parts, rebuilds })()

  return {
    /** Empty tables, and read models that are there. */
    create: async () => {
      await provisionTables(client)
      await fill({ isRunning: async () => false, start: async () => undefined })
    },
    client,
    store,
    revisions,
    parts,
    /** What a deployment runs. */
    fill,
    happen: (ticketId: string, expected: number, facts: readonly TicketFact[]) =>
      happenIn(ticket, ticketId, [expected, facts]),
    happenIn,
    rowsOf,
    live: async ({ name }: Pick<ReadModel, "name">) => {
      const [model] = models.filter((each) => each.name === name)
      return model && liveRevision(await revisions.read(), model)
    },
    rebuild: (owner = "one") => running(parts, views, owner),
  }
}

export type RebuildDesk = ReturnType<typeof rebuildDesk>
