import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3"
import type { DeskApi } from "#cli/prove/desk-api"
import { first, historyOf } from "#cli/prove/history"
import { must, type Station } from "#cli/prove/trial"
import { env } from "#functions/lib/env"
import { ProcessedTicket } from "#schemas/messages/processed-ticket"
import { InboxPage } from "#schemas/views/inbox-row"
import { TicketPageAnswer } from "#schemas/views/ticket-page"

/** What the checks of one ticket read. `select` answers the rows of a warehouse query. */
export type Sight = { agent: DeskApi; ticketId: string; select: (sql: string) => Promise<unknown[]> }

const urgent = ["HIGH", "CRITICAL"]

const judged = (engine: string, by: string) =>
  must(engine === "model", `the rules judged instead of the service: is ${by} running?`)

const sentiment = async ({ agent, ticketId }: Sight) => {
  const { data } = first(await historyOf(agent, ticketId), "SentimentDetected", "detect-sentiment")
  const sum = Object.values(data.scores).reduce((total, score) => total + score, 0)
  must(Math.abs(sum - 1) < 0.01, `the four scores sum to ${sum}, not to 1`)
  judged(data.engine, "detect-sentiment")
}

const classification = async ({ agent, ticketId }: Sight) => {
  const { data } = first(await historyOf(agent, ticketId), "TicketClassified", "record-triage")
  must(data.reasoning.length > 0, "the classification gives no reasoning")
  judged(data.engine, "respond")
}

const draft = async ({ agent, ticketId }: Sight) => {
  judged(first(await historyOf(agent, ticketId), "ResponseDrafted", "record-triage").data.engine, "respond")
}

const routing = async ({ agent, ticketId }: Sight) => {
  const history = await historyOf(agent, ticketId)
  const { team } = first(history, "TicketRouted", "route-tickets").data
  const { priority } = first(history, "TicketClassified", "record-triage").data
  const wanted = urgent.includes(priority) ? "Escalations" : "General Support"
  must(team === wanted, `a ${priority} ticket is with ${team} instead of ${wanted}`)
}

const page = async ({ agent, ticketId }: Sight) => {
  const { length } = await historyOf(agent, ticketId)
  const { version } = await agent.get(`/api/tickets/${ticketId}`, TicketPageAnswer)
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
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: env("ARCHIVE_BUCKET"), Key }))
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
  must(rows.length >= length, `ticket_events has ${rows.length} of ${length} events: is deliver-events running?`)
}

const notification = async ({ agent, ticketId }: Sight) => {
  const { data } = first(await historyOf(agent, ticketId), "NotificationSent", "notify-team")
  must(data.messageId.length > 0, "the notification has no receipt")
}

const checks: Record<string, (sight: Sight) => Promise<void>> = {
  "event store": async ({ agent, ticketId }) => {
    first(await historyOf(agent, ticketId), "TicketSubmitted", "the intake")
  },
  sentiment,
  classification,
  draft,
  routing,
  notification,
  "inbox view": inbox,
  "page view": page,
  "time travel": travelled,
  "S3 archive": archive,
  "warehouse: processed_tickets": warehouse,
  "warehouse: ticket_events": eventRows,
}

/** Every station that a ticket passes after it was submitted through `door`. */
export const ticketStations = (door: string, sight: Sight): Station[] =>
  Object.entries(checks).map(([name, check]) => ({ name: `${door} → ${name}`, check: () => check(sight) }))
