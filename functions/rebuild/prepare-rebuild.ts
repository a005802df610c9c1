import { randomUUID } from "node:crypto"
import { DescribeTableCommand } from "@aws-sdk/client-dynamodb"
import { ScanCommand } from "@aws-sdk/lib-dynamodb"
import { z } from "zod"
import { Invalid, parse } from "#core/invalid"
import { log } from "#functions/lib/log"
import type { DocumentTable } from "#functions/lib/revisions"
import type { RebuildParts } from "#functions/rebuild/fill"
import { rebuildParts } from "#functions/rebuild/parts"
import { begun, isUnfinished } from "#projections/revisions"
import type { Rebuild, Revisions } from "#schemas/rebuild"

const Step = z.object({
  /** Names of read models, or `all`. */
  projections: z.array(z.string()).min(1),
  owner: z.string(),
  segments: z.int().min(1).max(1_000).default(8),
})

/** An endpoint that does not keep the count, or has not counted yet, is counted page by page. */
const commitsIn = async ({ client, name }: DocumentTable): Promise<number> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name() }))
  let count = Table?.ItemCount ?? 0
  if (count > 0) return count
  let start: Record<string, unknown> | undefined
  do {
    const page = await client.send(new ScanCommand({ TableName: name(), Select: "COUNT", ExclusiveStartKey: start }))
    count += page.Count ?? 0
    start = page.LastEvaluatedKey
  } while (start)
  return count
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
