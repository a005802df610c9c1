import { randomUUID } from "node:crypto"
import { type AttributeValue, DescribeTableCommand, ScanCommand } from "@aws-sdk/client-dynamodb"
import * as z from "zod"
import { Invalid, parse } from "#core/invalid"
import type { DynamoTable } from "#functions/aws/dynamo-table"
import { log } from "#functions/lib/log"
import type { RebuildParts } from "#functions/rebuild/fill"
import { rebuildParts } from "#functions/rebuild/parts"
import type { RevisedModel } from "#functions/views/read-models"
import { begun, isOfThisCode, unfinished } from "#projections/revisions"
import type { Rebuild, Revisions } from "#schemas/rebuild"

const Step = z.object({
  /** Names of read models, or `all`. */
  projections: z.array(z.string()).min(1),
  owner: z.string(),
  segments: z.int().min(1).max(1_000).default(8),
})

type Part = { Segment?: number; TotalSegments?: number }

/** Items of the table, or of a part of it, up to so many pages (1 MB). */
const counted = async ({ client, name }: DynamoTable, part: Part, pages: number) => {
  let count = 0
  let start: Record<string, AttributeValue> | undefined
  for (let page = 0; page === 0 || (start && page < pages); page++) {
    const scan = { TableName: name(), Select: "COUNT" as const, ExclusiveStartKey: start, ...part }
    const { Count = 0, LastEvaluatedKey } = await client.send(new ScanCommand(scan))
    count += Count
    start = LastEvaluatedKey
  }
  return { count, isWhole: start === undefined }
}

/** How much of a long table is counted. */
const sample = 16

/**
 * Where the endpoint does not keep the count, or has not counted yet, a few pages are counted, and of a longer table one
 * part in sixteen: the number only says how far a rebuild is.
 */
const commitsIn = async (table: DynamoTable): Promise<number> => {
  const { Table } = await table.client.send(new DescribeTableCommand({ TableName: table.name() }))
  if (Table?.ItemCount) return Table.ItemCount
  const beginning = await counted(table, {}, 3)
  if (beginning.isWhole) return beginning.count
  const part = await counted(table, { Segment: 0, TotalSegments: sample }, Number.POSITIVE_INFINITY)
  return part.count * sample
}

const chosen = ({ models }: RebuildParts, names: readonly string[]) => {
  const known = [...models.map(({ name }) => name), "all"]
  const unknown = names.find((name) => !known.includes(name))
  if (unknown)
    throw new Invalid([{ field: "projections", message: `there is no ${unknown}; there are ${known.join(", ")}` }])
  return models.filter(({ name }) => names.includes("all") || names.includes(name))
}

type Asked = z.infer<typeof Step>

const includes = ({ models }: Rebuild, { name }: RevisedModel) => models.some((each) => each.name === name)

/** A rebuild of what is asked for, and of what one that it takes the place of did not come to the end of. */
const beginning = async (parts: RebuildParts, now: Revisions, { projections, owner, segments }: Asked) => {
  const wanted = chosen(parts, projections)
  const left = unfinished(now)
  const models = parts.models.filter((model) => wanted.includes(model) || (left && includes(left, model)))
  const commits = await commitsIn(parts.events)
  const next = begun(now, {
    id: randomUUID(),
    owner,
    segments,
    commits,
    startedAt: new Date().toISOString(),
    models,
  })
  await parts.revisions.replace(next)
  if (now.rebuild) await parts.checkpoints.forget(now.rebuild.id)
  return next
}

const adopted = async ({ revisions }: RebuildParts, now: Revisions, [rebuild, owner]: [Rebuild, string]) => {
  const next = { ...now, rebuild: { ...rebuild, owner } }
  if (rebuild.owner !== owner) await revisions.replace(next)
  return next
}

/** The rebuild to go on with: one of this code that is not done, or was just done by this very execution. */
const goingOn = (parts: RebuildParts, now: Revisions, { projections, owner }: Asked): Rebuild | undefined => {
  const { rebuild } = now
  if (!rebuild || !isOfThisCode(rebuild, parts.models)) return undefined
  if (rebuild.owner === owner) return rebuild
  return unfinished(now) && chosen(parts, projections).every((model) => includes(rebuild, model)) ? rebuild : undefined
}

/**
 * Begins a rebuild, or goes on with the one that was not finished: its segments then start at their checkpoints. One
 * that another version of the code left behind, or that lacks something that is asked for, is replaced.
 */
export const prepareRebuild =
  (parts: RebuildParts) =>
  async (raw: unknown): Promise<{ id: string; segments: number[] }> => {
    const asked = parse(Step, raw)
    const now = await parts.revisions.read()
    const mine = goingOn(parts, now, asked)
    const { rebuild } = mine ? await adopted(parts, now, [mine, asked.owner]) : await beginning(parts, now, asked)
    if (!rebuild) throw new Error("The rebuild was not begun")
    log.info("rebuilding", { id: rebuild.id, commits: rebuild.commits, goesOn: mine !== undefined })
    return { id: rebuild.id, segments: Array.from({ length: rebuild.segments }, (_, segment) => segment) }
  }

export const handler = prepareRebuild(rebuildParts)
