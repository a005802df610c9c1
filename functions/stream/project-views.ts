import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda"
import type { EventStore } from "#core/event-store"
import { fromStreamImage } from "#functions/lib/commit-item"
import { concurrently } from "#functions/lib/concurrently"
import { eventStore } from "#functions/lib/event-store"
import { failure, log } from "#functions/lib/log"
import { inboxViews, pageViews } from "#functions/lib/views"
import { catchUp, type LoadAfter } from "#projections/catch-up"
import type { Recorded } from "#schemas/recorded"

/** Tickets that are projected at the same time: more would only wait for the SDK's 50 connections. */
const atOnce = 10

/** Brings one read model up to the given events of one ticket. */
export type CatchUp = (load: LoadAfter, events: readonly Recorded[]) => Promise<void>

type Commit = { sequenceNumber: string; events: Recorded[] }

const commitOf = ({ eventName, dynamodb }: DynamoDBRecord): Commit => ({
  sequenceNumber: dynamodb?.SequenceNumber ?? "",
  events: eventName === "INSERT" && dynamodb?.NewImage ? fromStreamImage(dynamodb.NewImage) : [],
})

const byTicket = (commits: readonly Commit[]): Commit[][] =>
  [...Map.groupBy(commits, ({ events: [first] }) => first?.ticketId).entries()].flatMap(([id, group]) =>
    id ? [group] : [],
  )

/** The sequence number to retry from, if this ticket could not be projected. */
const projected = async (views: readonly CatchUp[], load: LoadAfter, commits: readonly Commit[]): Promise<string[]> => {
  const events = commits.flatMap((commit) => commit.events)
  const results = await Promise.allSettled(views.map((view) => view(load, events)))
  const failed = results.find((result) => result.status === "rejected")
  if (!failed) return []
  log.error("not projected", { ticketId: events[0]?.ticketId, ...failure(failed.reason) })
  return commits.slice(0, 1).map(({ sequenceNumber }) => sequenceNumber)
}

/**
 * The event table's stream → every read model. Tickets are independent of each other; one that fails names its first
 * record, from which Lambda delivers again. What was projected already is then skipped by its version.
 */
export const projectViews =
  (store: EventStore, views: readonly CatchUp[]) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const load: LoadAfter = (ticketId, after) => store.load(ticketId, after)
    const tickets = byTicket(Records.map(commitOf))
    const failures: string[] = []
    await concurrently(atOnce, tickets, async (commits) => {
      failures.push(...(await projected(views, load, commits)))
    })
    return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) }
  }

export const handler = projectViews(eventStore, [
  (load, events) => catchUp(inboxViews, load, events),
  (load, events) => catchUp(pageViews, load, events),
])
