import { measure } from "../../cli/costs/life.ts"
import { toItem } from "../../functions/views/view-item.ts"
import { viewTable } from "../../functions/views/view-table.ts"
import { readInbox } from "../../projections/inbox/changes.ts"
import { queryInbox } from "../../projections/inbox/query.ts"
import type { ReadPage } from "../../projections/inbox/read-page.ts"
import { ticketInbox } from "../../projections/ticket-inbox.ts"
import { tables } from "../../schemas/tables.ts"
import { InboxQuery } from "../../schemas/ticket/messages/inbox-query.ts"
import { InboxSince } from "../../schemas/ticket/messages/inbox-since.ts"
import { countedViews } from "../counted-views.ts"
import { activeTickets, now, settledTickets } from "../listed-tickets.ts"
import { type Bar, below, rounded, type Section } from "../section.ts"
import type { Setting } from "../setting.ts"

const active = "new,open,pending,on-hold"

/** The query strings of GET /api/tickets: every filter, and those that the inbox's views use. */
const queries: readonly string[] = [
  "",
  `status=${active}`,
  "status=open",
  "status=resolved",
  "status=closed",
  "team=Escalations",
  `team=Escalations&status=${active}`,
  "without=team",
  "assignee=agt-7",
  `assignee=agt-7&status=${active}`,
  "without=assignee",
  "priority=CRITICAL",
  "customer=cus_000000000000000000000007",
  "q=invoice",
  "q=nothing+like+it",
]

/** What is read at all: one page of a list, or every page of the inbox. */
type Reading = { what: string; read: (page: ReadPage) => Promise<unknown> }

const wholeInbox = async (page: ReadPage): Promise<string> => {
  let answer = await readInbox(page, InboxSince.parse({}), now)
  while (answer.cursor) answer = await readInbox(page, InboxSince.parse({ cursor: answer.cursor }), now)
  return answer.after
}

/** An hour passed since the last answer. */
const hourOfChanges = async (page: ReadPage, after: string) => readInbox(page, InboxSince.parse({ after }), now)

const listings: readonly Reading[] = queries.map((text) => ({
  what: `GET /api/tickets?${text}`,
  read: (page) => queryInbox(page, InboxQuery.parse(Object.fromEntries(new URLSearchParams(text)))),
}))

const earlier = async (page: ReadPage) => (await readInbox(page, InboxSince.parse({ limit: 1 }), now - 3_600_000)).after

/** Read units of each reading, beside so many settled tickets. */
const unitsBeside = async (settled: number, many: number): Promise<Map<string, number>> => {
  const items = [...activeTickets(many), ...settledTickets(settled)].map((row) =>
    toItem({ model: ticketInbox, revision: 1 }, { id: row.ticketId, version: 9, row }),
  )
  const { client, take } = countedViews(items)
  const { page } = viewTable(client, tables.views.name)(ticketInbox, 1)
  const units = new Map<string, number>()
  for (const { what, read } of listings) {
    await read(page)
    units.set(what, take())
  }
  await wholeInbox(page)
  units.set("GET /api/inbox, every page", take())
  const after = await earlier(page)
  take()
  await hourOfChanges(page, after)
  units.set("GET /api/inbox?after= an hour ago", take())
  return units
}

/** What one list costs beside few settled tickets and beside many: nothing more, so that age makes no desk expensive. */
export const lists = async ({ sizes, progress }: Setting): Promise<Section> => {
  const [few, many] = sizes.settled
  const counted: Map<string, number>[] = []
  for (const settled of sizes.settled) {
    progress(`lists: beside ${settled} settled tickets`)
    counted.push(await unitsBeside(settled, sizes.active))
  }
  const rows = [...(counted[0] ?? [])].map(([what, low]) => ({ what, low, high: counted[1]?.get(what) ?? 0 }))
  const { used } = await measure()
  const why = "What is settled grows for ever, and a list must not pay for it."
  const bars: Bar[] = rows.map(({ what, low, high }) => below(`${what}: ratio`, [1.2, high / low], why))
  return {
    title: `Read units of lists with ${sizes.active} active tickets`,
    rows: rows.map(({ what, low, high }) => ({
      what,
      [`beside ${few} settled`]: low,
      [`beside ${many} settled`]: high,
      ratio: rounded(high / low),
    })),
    notes: [
      "Eventually consistent, one page of 50, by AWS's sizing rules from the real requests and items.",
      "Settled tickets came at the pace of the active ones: an older desk has more of them, not more a day. A desk that settles a hundred times as many a day beside the same active ones pays up to 1.24 times as much for a list, and more for what changed.",
      `An ordinary ticket's life writes ${rounded(used.views.writes)} units into the read models, their indexes included.`,
    ],
    bars: [
      ...bars,
      below("write units of a ticket's life in read models", [60, used.views.writes], "See docs/guides/costs.md."),
    ],
  }
}
