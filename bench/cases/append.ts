import { randomUUID } from "node:crypto"
import { marshall } from "@aws-sdk/util-dynamodb"
import { encode } from "../../core/engine/commit.ts"
import type { NewCommit } from "../../core/engine/event-store.ts"
import { ticket } from "../../core/ticket/ticket.ts"
import { toItem } from "../../functions/store/commit-item.ts"
import type { TicketEvents } from "../../schemas/ticket/events.ts"
import type { Opened } from "../arena.ts"
import { ledgerdesk, storeOn } from "../contenders/ledgerdesk.ts"
import { type Entrant, race } from "../race.ts"
import { atLeast, rounded, type Section } from "../section.ts"
import type { Setting } from "../setting.ts"
import { contextOf, factsAfter } from "../workload.ts"

const commitsOf = (operations: number, count: number): NewCommit<TicketEvents>[] =>
  Array.from({ length: operations }, () => ({
    ...contextOf(randomUUID()),
    id: `TKT-${randomUUID()}`,
    expected: "must-not-exist",
    facts: factsAfter(0, count),
  }))

const inTurn = async <T>(items: readonly T[], work: (item: T) => Promise<unknown>) => {
  for (const item of items) await work(item)
}

const ours = ({ client, table }: Opened, commits: () => NewCommit<TicketEvents>[]): Entrant => {
  const store = storeOn(client, table)
  return {
    name: "ledgerdesk append",
    prepare: async () => {
      const prepared = commits()
      return () => inTurn(prepared, (commit) => store.append(ticket, commit))
    },
  }
}

/** The items that `append` writes, encoded and marshalled beforehand, with the condition that keeps them apart. */
const bare = ({ client, table }: Opened, commits: () => NewCommit<TicketEvents>[]): Entrant => ({
  name: "bare PutItem",
  prepare: async () => {
    const items = commits().map((commit) => marshall(toItem(encode(ticket, commit, 0))))
    const put = { TableName: table, ConditionExpression: "attribute_not_exists(pk)" }
    return () => inTurn(items, (Item) => client.putItem({ ...put, Item }))
  },
})

const why =
  "Checking and deflating a commit take about a tenth of a millisecond before the request, which takes only one here."

const measure = async (setting: Setting, count: number) => {
  const { arena, sizes, progress } = setting
  const operations = sizes.streams * sizes.commands
  const commits = () => commitsOf(operations, count)
  const entrants = [ours(await arena.open(ledgerdesk), commits), bare(await arena.open(ledgerdesk), commits)]
  let done = 0
  const onRound = () => progress(`append of ${count}: round ${++done} of ${sizes.rounds + 1}`)
  const paces = await race(entrants, { rounds: sizes.rounds, operations, onRound })
  const ratio = paces[1]?.firstAgainst ?? 0
  return {
    rows: paces.map(({ name, rate }) => ({ events: count, who: name, "a second": Math.round(rate) })),
    bar: atLeast(`append of ${count} against a bare PutItem`, [0.9, rounded(ratio)], why),
  }
}

/** Appends to new streams, one after the other, against conditional puts of the same bytes. */
export const append = async (setting: Setting): Promise<Section> => {
  const [one, three] = [await measure(setting, 1), await measure(setting, 3)]
  return {
    title: "Append against a bare conditional PutItem of the same bytes",
    rows: [...one.rows, ...three.rows],
    notes: ["Sequential, to new streams. The bare item is encoded and marshalled before the clock starts."],
    bars: [one.bar, three.bar],
  }
}
