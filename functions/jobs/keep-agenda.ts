import { type Desk, execute } from "#core/engine/execute"
import { ticket } from "#core/ticket/ticket"
import { concurrently } from "#functions/lib/concurrently"
import { env } from "#functions/lib/env"
import { failure, log, traced } from "#functions/lib/log"
import { desk } from "#functions/store/desk"
import { NotFilled } from "#functions/views/not-filled"
import type { Page, PageQuery } from "#functions/views/view-page"
import { live } from "#functions/views/views"
import { agendaClose } from "#projections/agenda/agenda-close"
import { type AgendaRow, shards } from "#projections/agenda/agenda-row"
import { agendaWake } from "#projections/agenda/agenda-wake"
import type { CommandName } from "#schemas/ticket/commands"

const day = 24 * 60 * 60 * 1000

/** What is read at once, and what one run does for each purpose and shard at most: the next run, a minute later, goes on. */
const pageSize = 100
const mostPages = 5
/** Tickets that are acted on at the same time. */
const atOnce = 8

/** What the agenda is kept for: moments up to which it is due, and the command that then is issued. */
export type Purpose = {
  model: "agenda-wake" | "agenda-close"
  /** Moments up to this one are due now; `now` is epoch milliseconds. ISO 8601. */
  until: (now: number) => string
  command: CommandName
  input: (until: string) => unknown
}

/** `days` is how long a resolved ticket may still be reopened. */
export const purposes = (days: number): readonly Purpose[] => [
  {
    model: "agenda-wake",
    until: (now) => new Date(now).toISOString(),
    command: "wake-ticket",
    input: () => ({}),
  },
  {
    model: "agenda-close",
    until: (now) => new Date(now - days * day).toISOString(),
    command: "close-settled-ticket",
    input: (resolvedBy) => ({ resolvedBy, reason: `Nobody reopened it for ${days} ${days === 1 ? "day" : "days"}` }),
  },
]

type Rows = (model: Purpose["model"], query: PageQuery) => Promise<Page<AgendaRow>>

export type Agenda = { desk: Desk; rows: Rows; now: () => number; days: () => number }

type Due = { id: string; moment: string }

/** The rows of one shard that are due, the longest due first. */
const dueIn = async (
  { rows }: Agenda,
  { model, until }: Purpose,
  [partition, now]: [string, number],
): Promise<Due[]> => {
  const found: Due[] = []
  let after: PageQuery["after"]
  for (let page = 0; page < mostPages; page++) {
    const query = { index: "list" as const, partition, until: until(now), limit: pageSize, after }
    const { rows: items, next } = await rows(model, query)
    found.push(...items.map(({ id, row }) => ({ id, moment: row.moment })))
    if (!next) break
    after = next
  }
  return found
}

/** Issues the command. The rule looks at the ticket as it is: where the moment has moved, nothing happens. */
const act = async ({ desk: on, now }: Agenda, purpose: Purpose, { id, moment }: Due): Promise<boolean> => {
  const commitId = `agenda:${purpose.model}:${id}:${moment}`
  const stream = { category: ticket.category, id }
  try {
    const version = await execute(on, ticket, {
      id,
      name: purpose.command,
      input: purpose.input(purpose.until(now())),
      context: {
        commitId,
        correlationId: commitId,
        at: new Date(now()).toISOString(),
        actor: { role: "system", id: "keep-agenda" },
      },
    })
    log.info("kept", { purpose: purpose.model, ...traced({ stream, version, correlationId: commitId }) })
    return true
  } catch (error) {
    // One ticket that cannot be changed must not keep the others waiting. It stays on the agenda.
    log.error("not kept", { purpose: purpose.model, ...traced({ stream, correlationId: commitId }), ...failure(error) })
    return false
  }
}

const keep = async (agenda: Agenda, purpose: Purpose): Promise<{ kept: number; failed: number }> => {
  const now = agenda.now()
  const due = (await Promise.all(shards.map((shard) => dueIn(agenda, purpose, [shard, now])))).flat()
  let kept = 0
  await concurrently(atOnce, due, async (each) => {
    if (await act(agenda, purpose, each)) kept += 1
  })
  return { kept, failed: due.length - kept }
}

/**
 * Every minute: whatever is due by now. Late, twice, or after a day of outage, the outcome is the same. Throws where some
 * tickets could not be changed, so that somebody hears of it; the others are done by then.
 */
export const keepAgenda = (agenda: Agenda) => async (): Promise<{ kept: number }> => {
  const all = await Promise.all(purposes(agenda.days()).map((purpose) => keep(agenda, purpose)))
  const kept = all.reduce((sum, each) => sum + each.kept, 0)
  const failed = all.reduce((sum, each) => sum + each.failed, 0)
  if (failed > 0)
    throw new Error(`${failed} of ${kept + failed} tickets that are due could not be changed: see the log`)
  return { kept }
}

const views = { "agenda-wake": live(agendaWake), "agenda-close": live(agendaClose) }

/** While the agenda is being filled there is nothing to be known of it: the run after that makes good. */
const rows: Rows = async (model, query) => {
  try {
    return await (await views[model]()).page(query)
  } catch (error) {
    if (!(error instanceof NotFilled)) throw error
    log.info("not kept yet", failure(error))
    return { rows: [] }
  }
}

export const handler = keepAgenda({
  desk,
  rows,
  now: Date.now,
  days: () => Number(env("CLOSE_AFTER_DAYS")),
})
