import { countingDynamo, type Used } from "#cli/costs/counting-table"
import { tickets } from "#cli/seed/generate"
import type { Context } from "#core/engine/aggregate"
import { execute } from "#core/engine/execute"
import { route, routingFacts } from "#core/ticket/policy/routing"
import { existing } from "#core/ticket/preconditions"
import { processedTicket } from "#core/ticket/processed"
import type { ExistingTicket } from "#core/ticket/state"
import { ticket as aggregate } from "#core/ticket/ticket"
import { classify } from "#core/triage/alone"
import { moodOf } from "#core/triage/judge"
import { triageConversation } from "#core/triage/prompt"
import { customerIdOf } from "#functions/lib/customer-id"
import { dynamoStore } from "#functions/store/event-store"
import { spoken, triaged } from "#functions/triage/triaged"
import { readModelsIn } from "#functions/views/read-models"
import type { Actor } from "#schemas/actor"
import { tables } from "#schemas/tables"
import type { CommandName } from "#schemas/ticket/commands"
import type { TicketEvent } from "#schemas/ticket/events"
import type { TicketSubmittedMessage } from "#schemas/ticket/messages/ticket-submitted"

const agent: Actor = { role: "agent", id: "agt-ann", name: "Ann Archer" }
const machine: Actor = { role: "system", id: "triage" }
const sender: Actor = { role: "integration", id: "ticket-intake" }
const messageId = "0100018f2c4b7a51-6c5f1f0a-0d0e-4a0b-9a53-4f0a1d2c3b4a-000000"

/** Commands that agents send for a ticket; the rest happens by itself. */
export const agentCommands = ["assign-ticket", "approve-draft", "resolve-ticket"] as const satisfies CommandName[]

type Step = {
  name: CommandName
  actor: Actor
  input: (ticket: ExistingTicket, past: readonly TicketEvent[]) => unknown
}

const idOf = (past: readonly TicketEvent[], type: string) => past.findLast((event) => event.type === type)?.id ?? ""
const told = (channel: "sns" | "email", audience: string, type: string): Step => ({
  name: "record-notification",
  actor: machine,
  input: (_, past) => ({ channel, audience, about: idOf(past, type), messageId }),
})
const mood = (ticket: ExistingTicket) => moodOf(spoken(ticket))
const judged = (ticket: ExistingTicket) => classify(triaged(ticket))
/** As long as models write where 250 words are allowed, in letters, and as varied as people's words. */
const lettersOfReply = 1_000
const reply = [...tickets({ seed: "reply", count: 12, at: new Date("2026-01-05T08:00:00Z") })]
  .map(({ data }) => data.description)
  .join(" ")
  .slice(0, lettersOfReply)
const byModel = { engine: "model", model: "amazon.nova-lite-v1:0" } as const

/** An ordinary life: judged, routed, its team told, one reply, done. The judge's judgements stand for the model's. */
const after: readonly Step[] = [
  { name: "record-sentiment", actor: machine, input: (ticket) => ({ ...mood(ticket), engine: "model" }) },
  { name: "classify-ticket", actor: machine, input: (ticket) => ({ ...judged(ticket), ...byModel }) },
  { name: "route-ticket", actor: machine, input: (ticket) => route(routingFacts(ticket), []) },
  { name: "draft-response", actor: machine, input: () => ({ text: reply, ...byModel }) },
  told("sns", "team", "TicketRouted"),
  { name: "assign-ticket", actor: agent, input: () => ({ agent: { id: agent.id, name: agent.name } }) },
  { name: "approve-draft", actor: agent, input: (_, past) => ({ draftId: idOf(past, "ResponseDrafted") }) },
  told("email", "customer", "ReplyPosted"),
  { name: "resolve-ticket", actor: agent, input: () => ({ outcome: "fixed" }) },
]

const submission = ({ submittedAt, data }: TicketSubmittedMessage) => ({
  ...data,
  customer: { ...data.customer, id: customerIdOf(data.customer.email) },
  submittedAt,
  channel: "kinesis",
})

const contextOf = (place: number, { ticketId, submittedAt }: TicketSubmittedMessage, actor: Actor): Context => ({
  commitId: `shardId-000000000000:4966${ticketId}-${place}`,
  at: new Date(Date.parse(submittedAt) + place * 1000).toISOString(),
  actor,
  correlationId: `shardId-000000000000:4966${ticketId}`,
})

/** What a ticket is, on average of those that were measured. Sizes in bytes, texts in characters. */
export type Measured = {
  commits: number
  /** What each of them became. */
  lives: readonly (readonly Pick<TicketEvent, "type" | "version">[])[]
  /** How often each type of event happens. */
  events: Record<string, number>
  /** Of all its events as they are published. */
  eventBytes: number
  /** Of the record that is archived and reported on. */
  processedBytes: number
  recordBytes: number
  used: { events: Used; views: Used }
  /** Every commit is one row in each read model. */
  rowsWritten: number
  /** Read units of one more load for a decision, at the end. */
  load: number
  /** Of a row of a read model. */
  rowBytes: number
  /** Of Comprehend, which counts in hundreds of characters and three at least. */
  sentimentUnits: number
  /** Characters that the model reads, and writes. */
  asked: number
  answered: number
}

type Lived = { events: readonly TicketEvent[]; commits: number; ticket: ExistingTicket; record: TicketSubmittedMessage }

const live = async (desk: ReturnType<typeof openDesk>, record: TicketSubmittedMessage): Promise<Lived> => {
  const { ticketId } = record
  const { store, models } = desk
  const past: TicketEvent[] = []
  const run = async (place: number, { name, actor, input }: Step, ticket?: ExistingTicket) => {
    const given = ticket ? input(ticket, past) : submission(record)
    await execute(desk, aggregate, { id: ticketId, name, input: given, context: contextOf(place, record, actor) })
    const fresh = (await desk.look(ticketId)).slice(past.length)
    past.push(...fresh)
    for (const model of models) await model.catchUp(({ id }, after) => store.load(aggregate, id, after), fresh)
  }
  await run(0, { name: "submit-ticket", actor: sender, input: () => undefined })
  for (const [n, step] of after.entries()) await run(n + 1, step, await desk.ticket(ticketId))
  return { events: past, commits: after.length + 1, ticket: await desk.ticket(ticketId), record }
}

/** The real event store and the real projections, on tables that count. Looking does not count. */
const openDesk = () => {
  const counting = countingDynamo()
  const { client } = counting
  const store = dynamoStore({ client, name: () => tables.events.name })
  const models = readModelsIn(client, tables.views.name).map((model) => model.at(1))
  let looked = 0
  const free = async <T>(look: () => Promise<T>): Promise<T> => {
    const before = counting.used("events").reads
    const found = await look()
    looked += counting.used("events").reads - before
    return found
  }
  return {
    store,
    models,
    pause: () => Promise.resolve(),
    look: (ticketId: string) => free(() => store.load(aggregate, ticketId)),
    ticket: (ticketId: string) => free(async () => existing((await store.current(aggregate, ticketId)).state)),
    events: () => ({ ...counting.used("events"), reads: counting.used("events").reads - looked }),
    views: () => counting.used("views"),
  }
}

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value))
const counted = (lives: readonly Lived[]) =>
  Object.fromEntries(
    [
      ...Map.groupBy(
        lives.flatMap(({ events }) => events),
        ({ type }) => type,
      ),
    ].map(([type, events]) => [type, events.length / lives.length]),
  )

const prompt = (ticket: ExistingTicket): number => {
  const { system, message, tool } = triageConversation(triaged(ticket), mood(ticket))
  return system.length + message.length + JSON.stringify(tool).length
}

const perTicket = ({ writes, reads, bytes, copies }: Used, count: number): Used => ({
  writes: writes / count,
  reads: reads / count,
  bytes: bytes / count,
  copies: copies / count,
})

/** Leads some of the tickets of `desk generate` through an ordinary life, with the code that does it on AWS. */
export const measure = async (count = 20): Promise<Measured> => {
  const desk = openDesk()
  const lives: Lived[] = []
  for (const record of tickets({ seed: "costs", count, at: new Date("2026-01-05T08:00:00Z") }))
    lives.push(await live(desk, record))
  const used = { events: desk.events(), views: desk.views() }
  for (const { record } of lives) await desk.store.current(aggregate, record.ticketId)
  const mean = (of: (life: Lived) => number) => lives.reduce((sum, life) => sum + of(life), 0) / count
  return {
    commits: mean(({ commits }) => commits),
    lives: lives.map(({ events }) => events),
    events: counted(lives),
    eventBytes: mean(({ events }) => events.reduce((sum, event) => sum + bytes(event), 0)),
    processedBytes: mean(({ ticket }) => bytes(processedTicket(ticket))),
    recordBytes: mean(({ record }) => bytes(record)),
    used: { events: perTicket(used.events, count), views: perTicket(used.views, count) },
    load: (desk.events().reads - used.events.reads) / count,
    rowBytes: used.views.bytes / used.views.copies,
    rowsWritten: mean(({ commits }) => commits * desk.models.length),
    sentimentUnits: mean(({ ticket }) => Math.max(3, Math.ceil(spoken(ticket).length / 100))),
    asked: mean(({ ticket }) => prompt(ticket)),
    answered: mean(({ ticket }) => JSON.stringify({ ...judged(ticket), response: reply }).length),
  }
}
