import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3"
import { type DeskApi, NotFound } from "#cli/prove/desk-api"
import { first, historyOf } from "#cli/prove/history"
import { Flaw, must, type Station } from "#cli/prove/trial"
import { env } from "#functions/lib/env"
import { ProcessedTicket } from "#schemas/ticket/messages/processed-ticket"
import { InboxPage } from "#schemas/ticket/views/inbox-row"
import { TicketPageAnswer } from "#schemas/ticket/views/ticket-page"
import type { Part } from "#stacks/settings"

/** What the checks of one ticket read. `intake` is the function behind its door, `select` asks the warehouse. */
export type Sight = {
  agent: DeskApi
  ticketId: string
  intake: string
  parts: ReadonlySet<Part>
  select: (sql: string) => Promise<unknown[]>
}

const urgent = ["HIGH", "CRITICAL"]

/** Without the services, the rules judge. */
const judged = (engine: string, by: string, { parts }: Sight) => {
  const expected = parts.has("ai") ? "model" : "rules"
  if (engine === expected) return
  if (expected === "model") throw new Flaw(`the rules judged instead of the service: is ${by} running?`)
  throw new Flaw(`the ${engine} judged on a desk that has none`)
}

const stored = async ({ agent, ticketId, intake }: Sight) => {
  try {
    first(await historyOf(agent, ticketId), "TicketSubmitted", intake)
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    throw new Error(`there is no ticket: is ${intake} running?`)
  }
}

/** Whatever hears of the ticket by the bus. */
const published = async ({ agent, ticketId, select, parts }: Sight) => {
  const { length } = await historyOf(agent, ticketId)
  const rows =
    length > 1 || !parts.has("analytics")
      ? []
      : await select(`select event_id from ticket_events where ticket_id = '${ticketId}'`)
  must(length > 1 || rows.length > 0, "nobody has heard of the ticket: is publish-events running?")
}

const sentiment = async (sight: Sight) => {
  const { agent, ticketId } = sight
  const { data } = first(await historyOf(agent, ticketId), "SentimentDetected", "start-triage, or record-triage,")
  const sum = Object.values(data.scores).reduce((total, score) => total + score, 0)
  must(Math.abs(sum - 1) < 0.01, `the four scores sum to ${sum}, not to 1`)
  judged(data.engine, "detect-sentiment", sight)
}

const classification = async (sight: Sight) => {
  const { agent, ticketId } = sight
  const { data } = first(await historyOf(agent, ticketId), "TicketClassified", "record-triage")
  must(data.reasoning.length > 0, "the classification gives no reasoning")
  judged(data.engine, "respond", sight)
}

const draft = async (sight: Sight) => {
  const { agent, ticketId } = sight
  judged(first(await historyOf(agent, ticketId), "ResponseDrafted", "record-triage").data.engine, "respond", sight)
}

const routing = async ({ agent, ticketId }: Sight) => {
  const history = await historyOf(agent, ticketId)
  const { team, reason } = first(history, "TicketRouted", "route-tickets").data
  const { priority } = first(history, "TicketClassified", "record-triage").data
  const wanted = urgent.includes(priority) ? "Escalations" : "General Support"
  // A desk may have rules of its own, which name themselves.
  must(team === wanted || reason.startsWith("Rule "), `a ${priority} ticket is with ${team} instead of ${wanted}`)
}

const shown = async (agent: DeskApi, ticketId: string) => {
  try {
    return await agent.get(`/api/tickets/${ticketId}`, TicketPageAnswer)
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    throw new Error("there is no page of the ticket: is project-views running?")
  }
}

const page = async ({ agent, ticketId }: Sight) => {
  const { length } = await historyOf(agent, ticketId)
  const { version } = await shown(agent, ticketId)
  must(version >= length, `the page shows version ${version} of ${length}: is project-views running?`)
}

const inbox = async ({ agent, ticketId }: Sight) => {
  const { items } = await agent.get(`/api/tickets?q=${ticketId}`, InboxPage)
  must(items.length === 1, "the inbox does not list the ticket: is project-views running?")
}

const travelled = async ({ agent, ticketId }: Sight) => {
  const { status } = await agent.get(`/api/tickets/${ticketId}/at/1`, TicketPageAnswer)
  must(status === "new", `the ticket was ${status} at version 1, not new`)
}

const archive = async ({ agent, ticketId }: Sight) => {
  const { data } = first(await historyOf(agent, ticketId), "TicketSubmitted", "the intake")
  const Key = `tickets/${data.submittedAt.slice(0, 10).replaceAll("-", "/")}/ticket_${ticketId}.json`
  const s3 = new S3Client({ forcePathStyle: true })
  const object = s3.send(new GetObjectCommand({ Bucket: env("ARCHIVE_BUCKET"), Key }))
  const { Body } = await object.catch((error: unknown) => {
    throw new Error(`no ${Key} (${error}): is archive-tickets running?`)
  })
  const ticket = ProcessedTicket.parse(JSON.parse((await Body?.transformToString()) ?? ""))
  s3.destroy()
  must(ticket.ticket_id === ticketId, `${Key} holds ${ticket.ticket_id}`)
}

const warehouse = async ({ ticketId, select }: Sight) => {
  const rows = await select(`select ticket_id from processed_tickets where ticket_id = '${ticketId}'`)
  must(rows.length === 1, "processed_tickets has no row: are deliver-tickets and merge-warehouse running?")
}

const eventRows = async ({ agent, ticketId, select }: Sight) => {
  const { length } = await historyOf(agent, ticketId)
  const rows = await select(`select event_id from ticket_events where ticket_id = '${ticketId}'`)
  must(
    rows.length >= length,
    `ticket_events has ${rows.length} of ${length} events: are deliver-events and merge-warehouse running?`,
  )
}

const notification = async ({ agent, ticketId }: Sight) => {
  const sent = (await historyOf(agent, ticketId)).filter((event) => event.type === "NotificationSent")
  const team = sent.find(({ data }) => data.audience === "team")
  must(team !== undefined, "the team was told nothing: is notify-team running?")
}

type Check = { name: string; needs: readonly string[]; of?: Part; check: (sight: Sight) => Promise<void> }

/** What a ticket passes by itself, in an order in which none needs a later one. */
const checks: readonly Check[] = [
  { name: "event store", needs: [], check: stored },
  { name: "page view", needs: ["event store"], check: page },
  { name: "inbox view", needs: ["event store"], check: inbox },
  { name: "time travel", needs: ["event store"], check: travelled },
  { name: "event bus", needs: ["event store"], check: published },
  { name: "sentiment", needs: ["event bus"], check: sentiment },
  { name: "classification", needs: ["sentiment"], check: classification },
  { name: "draft", needs: ["classification"], check: draft },
  { name: "routing", needs: ["classification"], check: routing },
  { name: "notification", needs: ["routing"], check: notification },
  { name: "S3 archive", needs: ["draft"], check: archive },
  { name: "warehouse: processed_tickets", needs: ["draft"], of: "analytics", check: warehouse },
  { name: "warehouse: ticket_events", needs: ["event bus"], of: "analytics", check: eventRows },
]

/** Every station that a ticket passes by itself on a desk of these parts. */
export const ticketStations = (sight: Sight): Station[] =>
  checks
    .filter(({ of }) => of === undefined || sight.parts.has(of))
    .map(({ name, needs, check }) => ({ name, needs, check: () => check(sight) }))
