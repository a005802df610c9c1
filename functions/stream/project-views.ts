import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda"
import { aggregateOf } from "#core/registry"
import { concurrently } from "#functions/lib/concurrently"
import { failure, log, traced } from "#functions/lib/log"
import { measured, noteAge } from "#functions/lib/metrics"
import { type CommitImage, commitImage, fromAnyItem, fromItem } from "#functions/store/commit-item"
import { listingPoison, type Rows } from "#functions/views/poisoned"
import { projectedRows } from "#functions/views/rows"
import type { ModelAt } from "#projections/model-at"
import { poisonOf } from "#projections/poison"
import type { Recorded } from "#schemas/recorded"
import { named, type Stream } from "#schemas/stream"
import { Unreadable } from "#schemas/unreadable"

/** Streams that are projected at the same time: more would only wait for the SDK's 50 connections. */
const atOnce = 10

/** One record: a commit as it lies in the table. */
type Image = { sequenceNumber: string; image: CommitImage }

/** A commit's events, or that they cannot be read. */
type Commit = { sequenceNumber: string; stream: Stream; events: Recorded[]; unreadable?: Unreadable }

/** Nothing where the record is not a commit: a snapshot, or no stream's item at all. */
const imageIn = ({ eventName, dynamodb }: DynamoDBRecord): Image[] => {
  if (eventName !== "INSERT" || !dynamodb?.NewImage) return []
  const { SequenceNumber: sequenceNumber = "", NewImage } = dynamodb
  try {
    const image = commitImage(NewImage)
    return image ? [{ sequenceNumber, image }] : []
  } catch (error) {
    log.error("a record of no stream is left out", { sequenceNumber, ...failure(error) })
    return []
  }
}

const commitIn = ({ sequenceNumber, image: { stream, item } }: Image): Commit => {
  try {
    return { sequenceNumber, stream, events: fromItem(aggregateOf(stream), item) }
  } catch (unreadable) {
    if (!(unreadable instanceof Unreadable)) throw unreadable
    return { sequenceNumber, stream, events: [], unreadable }
  }
}

/** Brings a row up to what can be read, then stops at what cannot. */
const advance = async (model: ModelAt, { load }: Rows, commits: readonly Commit[]): Promise<void> => {
  const [unreadable] = commits.flatMap((commit) => commit.unreadable ?? []).toSorted((a, b) => a.version - b.version)
  const events = commits.flatMap((commit) => commit.events)
  await model.catchUp(load, unreadable ? events.filter(({ version }) => version < unreadable.version) : events)
  if (unreadable) throw poisonOf(model.projection, unreadable)
}

/** The revisions of one read model, one after the other: a rebuild relies on the live one being first. */
const inOrder = async (rows: Rows, revisionsOf: readonly ModelAt[], commits: readonly Commit[]): Promise<void> => {
  for (const model of revisionsOf) await listingPoison(rows, model, () => advance(model, rows, commits))
}

/** One line per event, one lag per commit. What an event's own row could not take is said where it is listed. */
const tell = (commits: readonly Commit[]): void => {
  for (const { events } of commits) {
    for (const event of events) log.info("projected", traced(event))
    if (events[0]) noteAge("ProjectionLag", events[0].at)
  }
}

const complain = (commits: readonly Commit[], error: unknown): void => {
  for (const { events } of commits)
    for (const event of events) log.error("not projected", { ...traced(event), ...failure(error) })
}

/** The sequence number to retry from, if this stream could not be projected although a retry may help. */
const projected = async (rows: Rows, models: readonly ModelAt[], commits: readonly Commit[]): Promise<string[]> => {
  const byProjection = [...Map.groupBy(models, ({ projection }) => projection).values()]
  const results = await Promise.allSettled(byProjection.map((revisionsOf) => inOrder(rows, revisionsOf, commits)))
  const failed = results.find((result) => result.status === "rejected")
  if (!failed) {
    tell(commits)
    return []
  }
  complain(commits, failed.reason)
  return commits.slice(0, 1).map(({ sequenceNumber }) => sequenceNumber)
}

/** What a commit's lines in the log are about: its events, or their place where they cannot be read. */
const tracesOf = ({ image: { item } }: Image): readonly Parameters<typeof traced>[0][] => {
  try {
    return fromAnyItem(item)
  } catch (unreadable) {
    if (!(unreadable instanceof Unreadable)) throw unreadable
    return [unreadable]
  }
}

/** The models of every batch. Where they cannot be known, it is said whose commits wait. */
const modelsOf = async (rows: Rows, images: readonly Image[]): Promise<readonly ModelAt[]> => {
  try {
    return await rows.models()
  } catch (error) {
    for (const of of images.flatMap(tracesOf)) log.error("not projected", { ...traced(of), ...failure(error) })
    throw error
  }
}

/**
 * The event table's stream → every read model that reads from the commit's category; commits of others are passed over.
 * Streams are independent of each other; one that fails names its first record, from which Lambda delivers again. What
 * was projected already is then skipped by its version. A row that cannot take an event is listed as poisoned and its
 * record taken as done: the row is made good from the store.
 */
export const projectViews =
  (rows: Rows) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const images = Records.flatMap(imageIn)
    const models = await modelsOf(rows, images)
    const byCategory = Map.groupBy(models, ({ from }) => from)
    const commits = images.filter(({ image }) => byCategory.has(image.stream.category)).map(commitIn)
    const streams = [...Map.groupBy(commits, ({ stream }) => named(stream)).values()]
    const failures: string[] = []
    await concurrently(atOnce, streams, async (of) => {
      const readers = byCategory.get(of[0]?.stream.category ?? "") ?? []
      failures.push(...(await projected(rows, readers, of)))
    })
    return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) }
  }

export const handler = measured(projectViews(projectedRows))
