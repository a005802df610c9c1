import { randomUUID } from "node:crypto"
import { DescribeTableCommand } from "@aws-sdk/client-dynamodb"
import { ScanCommand } from "@aws-sdk/lib-dynamodb"
import * as z from "zod"
import { Invalid, parse } from "#core/invalid"
import { log } from "#functions/lib/log"
import type { RebuildParts } from "#functions/rebuild/fill"
import { rebuildParts } from "#functions/rebuild/parts"
import type { DocumentTable } from "#functions/views/revisions"
import { begun, isUnfinished } from "#projections/revisions"
import type { Rebuild, Revisions } from "#schemas/rebuild"

const Step = z.object({
  /** Names of read models, or `all`. */
  projections: z.array(z.string()).min(1),
  owner: z.string(),
  segments: z.int().min(1).max(1_000).default(8),
})

type Part = { Segment?: number; TotalSegments?: number }

/** Items of the table, or of a part of it, up to so many pages (1 MB). */
const counted = async ({ client, name }: DocumentTable, part: Part, pages: number) => {
  let count = 0
  let start: Record<string, unknown> | undefined
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
const commitsIn = async (table: DocumentTable): Promise<number> => {
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

const beginning = async (parts: RebuildParts, now: Revisions, { projections, owner, segments }: Asked) => {
  const models = chosen(parts, projections)
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

/** Begins a rebuild, or goes on with the one that was not finished: its segments then start at their checkpoints. */
export const prepareRebuild =
  (parts: RebuildParts) =>
  async (raw: unknown): Promise<{ id: string; segments: number[] }> => {
    const asked = parse(Step, raw)
    const now = await parts.revisions.read()
    const mine = now.rebuild && (isUnfinished(now) || now.rebuild.owner === asked.owner) ? now.rebuild : undefined
    const { rebuild } = mine ? await adopted(parts, now, [mine, asked.owner]) : await beginning(parts, now, asked)
    if (!rebuild) throw new Error("The rebuild was not begun")
    log.info("rebuilding", { id: rebuild.id, commits: rebuild.commits, goesOn: mine !== undefined })
    return { id: rebuild.id, segments: Array.from({ length: rebuild.segments }, (_, segment) => segment) }
  }

export const handler = prepareRebuild(rebuildParts)
