import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda"
import { ticket } from "#core/ticket/ticket"
import { concurrently } from "#functions/lib/concurrently"
import { failure, log, traced } from "#functions/lib/log"
import { measured, noteAge } from "#functions/lib/metrics"
import { commitImage, fromItem } from "#functions/store/commit-item"
import { listingPoison, type Rows } from "#functions/views/poisoned"
import { projectedRows } from "#functions/views/rows"
import { poisonOf } from "#projections/poison"
import type { ReadModel } from "#projections/read-model"
import type { TicketEvent } from "#schemas/ticket/events"
import { Unreadable } from "#schemas/unreadable"

/** Tickets that are projected at the same time: more would only wait for the SDK's 50 connections. */
const atOnce = 10

/** One record: a ticket's events, or that they cannot be read. */
type Commit = { sequenceNumber: string; ticketId: string; events: TicketEvent[]; unreadable?: Unreadable }

/** Nothing where the record is not a commit: a snapshot, or no ticket's item at all. */
const commitIn = ({ eventName, dynamodb }: DynamoDBRecord): Commit[] => {
  if (eventName !== "INSERT" || !dynamodb?.NewImage) return []
  const { SequenceNumber: sequenceNumber = "", NewImage } = dynamodb
  try {
    const image = commitImage(NewImage)
    if (image?.stream.category !== ticket.category) return []
    return [{ sequenceNumber, ticketId: image.stream.id, events: fromItem(ticket, image.item) }]
  } catch (unreadable) {
    if (unreadable instanceof Unreadable)
      return [{ sequenceNumber, ticketId: unreadable.stream.id, events: [], unreadable }]
    log.error("a record of no ticket is left out", { sequenceNumber, ...failure(unreadable) })
    return []
  }
}

/** Brings a row up to what can be read, then stops at what cannot. */
const advance = async (model: ReadModel, { load }: Rows, commits: readonly Commit[]): Promise<void> => {
  const [unreadable] = commits.flatMap((commit) => commit.unreadable ?? []).toSorted((a, b) => a.version - b.version)
  const events = commits.flatMap((commit) => commit.events)
  await model.catchUp(load, unreadable ? events.filter(({ version }) => version < unreadable.version) : events)
  if (unreadable) throw poisonOf(model.projection, unreadable)
}

/** The revisions of one read model, one after the other: a rebuild relies on the live one being first. */
const inOrder = async (rows: Rows, revisionsOf: readonly ReadModel[], commits: readonly Commit[]): Promise<void> => {
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

/** The sequence number to retry from, if this ticket could not be projected although a retry may help. */
const projected = async (rows: Rows, models: readonly ReadModel[], commits: readonly Commit[]): Promise<string[]> => {
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

/**
 * The event table's stream → every read model. Tickets are independent of each other; one that fails names its first
 * record, from which Lambda delivers again. What was projected already is then skipped by its version. A row that
 * cannot take an event is listed as poisoned and its record taken as done: the row is made good from the store.
 */
export const projectViews =
  (rows: Rows) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const all = Records.flatMap(commitIn)
    const tickets = [...Map.groupBy(all, ({ ticketId }) => ticketId).values()]
    const models = await rows.models().catch((error: unknown) => {
      complain(all, error)
      throw error
    })
    const failures: string[] = []
    await concurrently(atOnce, tickets, async (commits) => {
      failures.push(...(await projected(rows, models, commits)))
    })
    return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) }
  }

export const handler = measured(projectViews(projectedRows))
