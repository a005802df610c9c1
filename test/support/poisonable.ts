import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda"
import { decode } from "#core/engine/decode"
import { ticket } from "#core/ticket/ticket"
import { toItem } from "#functions/store/commit-item"
import { projectViews } from "#functions/stream/project-views"
import type { Rows } from "#functions/views/poisoned"
import { modelAt } from "#projections/model-at"
import type { ReadModel, View } from "#projections/read-model"
import { ticketInbox } from "#projections/ticket-inbox"
import { ticketPage } from "#projections/ticket-page"
import { type Recorded, StoredCommit } from "#schemas/recorded"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { agent } from "#test/support/actors"
import { memoryPoisoned } from "#test/support/poisoned"
import { streamRecord } from "#test/support/stream-record"
import { folded, memoryViews } from "#test/support/viewing"

/** `fold`: the inbox's fold throws at this version. `shape`: the event has a shape that this code does not know yet. */
export type Poisoning = { version: number; kind: "fold" | "shape" }

/** What happened to a ticket, one commit per fact, and what is poison in it until somebody deploys a fix. */
export type Story = { ticketId: string; facts: readonly Fact[]; poison?: Poisoning | undefined }

const commitsOf = ({ ticketId, facts }: Story): StoredCommit[] =>
  facts.map((fact, index) =>
    StoredCommit.parse({
      stream: { category: "ticket", id: ticketId },
      version: index + 1,
      commitId: `${ticketId}-c${index + 1}`,
      at: new Date(Date.UTC(2026, 0, 2, 3, index)).toISOString(),
      actor: agent,
      correlationId: `corr-${ticketId}`,
      events: [{ id: `${ticketId}-c${index + 1}.0`, v: 1, ...fact }],
    }),
  )

/** An inbox whose fold throws at the poisoned events, as long as it is broken. */
const breakable = <Row>(of: ReadModel<Row>, isPoison: (event: Recorded) => boolean): ReadModel<Row> => ({
  ...of,
  fold: (row, event) => {
    if (isPoison(event)) throw new TypeError(`cannot fold ${event.type}`)
    return of.fold(row, event)
  },
})

/** The projector over stories, with an inbox and a page in memory. `deploy` brings the fix for everything. */
export const poisonable = (stories: readonly Story[]) => {
  let broken = true
  const poisoning = new Map(stories.map(({ ticketId, poison }) => [ticketId, poison]))
  const is = (kind: Poisoning["kind"], { stream: { id }, version }: Pick<StoredCommit, "stream" | "version">) =>
    broken && poisoning.get(id)?.kind === kind && poisoning.get(id)?.version === version

  const commits = new Map(stories.map((story) => [story.ticketId, commitsOf(story)]))
  /** Until the fix is deployed, a poisoned shape is one from the future. */
  const asStored = (commit: StoredCommit): StoredCommit =>
    is("shape", commit) ? { ...commit, events: commit.events.map((event) => ({ ...event, v: 99 })) } : commit
  const history = (ticketId: string) =>
    (commits.get(ticketId) ?? []).flatMap((commit) => decode(ticket, asStored(commit)))

  const inbox = memoryViews(breakable(ticketInbox, (event) => is("fold", event)))
  const page = memoryViews(ticketPage)
  const rows: Rows = {
    models: async () => [modelAt(inbox.views, 1), modelAt(page.views, 1)],
    load: async ({ id }, after) => history(id).filter(({ version }) => version > after),
    poisoned: memoryPoisoned(),
    now: () => "2026-01-02T03:04:05.000Z",
  }
  const handle = projectViews(rows)

  const record = ({ ticketId, version }: { ticketId: string; version: number }): DynamoDBRecord[] =>
    (commits.get(ticketId) ?? [])
      .slice(version - 1, version)
      .map((commit) => streamRecord(`${ticketId}-${version}`, toItem(asStored(commit))))

  return {
    rows,
    inbox: inbox.rows,
    page: page.rows,
    deploy: () => {
      broken = false
    },
    /** One batch of the stream. */
    deliver: (...events: readonly { ticketId: string; version: number }[]) => {
      const batch: DynamoDBStreamEvent = { Records: events.flatMap(record) }
      return handle(batch)
    },
    /** What a fold from nothing gives; to be asked after the fix. */
    fresh: (ticketId: string): [View<unknown>, View<unknown>] => [
      folded(ticketInbox, history(ticketId)),
      folded(ticketPage, history(ticketId)),
    ],
  }
}
