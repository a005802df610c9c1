import { randomUUID } from "node:crypto"
import { snapshotDue } from "../../core/engine/snapshot.ts"
import { ticket } from "../../core/ticket/ticket.ts"
import type { Opened } from "../arena.ts"
import type { Usage } from "../meter.ts"
import { type Bar, below, rounded, type Section } from "../section.ts"
import type { Setting } from "../setting.ts"
import { commandsOf, pattern } from "../workload.ts"

type Cost = {
  name: string
  /** Write units of an append, the mean, by its events; read units of a load, by the stream's length. */
  append: Record<number, number>
  load: Record<number, number>
  write: number
  read: number
}

const add = (cost: Cost, usage: Usage) => {
  cost.write += usage.write
  cost.read += usage.read
}

const means = (units: ReadonlyMap<number, number[]>): Record<number, number> =>
  Object.fromEntries([...units].map(([count, all]) => [count, all.reduce((a, b) => a + b, 0) / all.length]))

/** The snapshots that become due while a stream grows, as the product's own consumer writes them. */
const writeSnapshots = async ({ store }: Opened, stream: string, [from, to]: [number, number]) => {
  const versions = Array.from({ length: to - from }, (_, index) => from + index + 1)
  for (const _ of versions.filter((version) => snapshotDue(ticket, version))) await store.snapshot?.(stream)
}

const live = async (opened: Opened, { sizes, progress }: Setting): Promise<Cost> => {
  const { store, contender } = opened
  const meter = opened.meter()
  const stream = `TKT-${randomUUID()}`
  const cost: Cost = { name: contender.name, append: {}, load: {}, write: 0, read: 0 }
  const appends = new Map<number, number[]>()
  let version = 0
  for (const count of commandsOf(sizes.life)) {
    await store.command(stream, count)
    const used = meter.take()
    appends.set(count, [...(appends.get(count) ?? []), used.write])
    await writeSnapshots(opened, stream, [version, version + count])
    for (const usage of [used, meter.take()]) add(cost, usage)
    const due = sizes.lookAt.find((length) => length > version && length <= version + count)
    version += count
    if (due === undefined) continue
    await store.load(stream)
    cost.load[due] = meter.take().read
    progress(`capacity: ${contender.name} at ${due} of ${sizes.life} events`)
  }
  return { ...cost, append: means(appends) }
}

const row = (cost: Cost, lookAt: readonly number[]) => ({
  who: cost.name,
  "WCU, append of 1": rounded(cost.append[1] ?? 0),
  "WCU, append of 3": rounded(cost.append[3] ?? 0),
  ...Object.fromEntries(lookAt.map((length) => [`RCU, load at ${length}`, cost.load[length] ?? 0])),
  "WCU, whole life": cost.write,
  "RCU, whole life": cost.read,
})

const barsAgainst = (ours: Cost, peer: Cost, lookAt: readonly number[]): Bar[] => [
  below(`WCU of the life against ${peer.name}`, [peer.write, ours.write], "Snapshots are written too."),
  below(`RCU of the life against ${peer.name}`, [peer.read, ours.read], "Snapshots are read too."),
  ...lookAt.map((length) =>
    below(
      `RCU of a load at ${length} events against ${peer.name}`,
      [peer.load[length] ?? 0, ours.load[length] ?? 0],
      "So short a stream costs everybody the same few units, and what is compressed costs less.",
    ),
  ),
]

/** The same life of a stream in every store, and what each of its requests costs by DynamoDB's rules. */
export const capacity = async (setting: Setting): Promise<Section> => {
  const { arena, contenders, sizes } = setting
  const costs: Cost[] = []
  for (const contender of contenders) costs.push(await live(await arena.open(contender), setting))
  const [ours, ...peers] = costs
  return {
    title: `Capacity of the same ${sizes.life}-event life of a stream`,
    rows: costs.map((cost) => row(cost, sizes.lookAt)),
    notes: [
      "By AWS's sizing rules from the real requests and items, for everybody: local endpoints under-report.",
      `Commands of ${pattern.join(", ")} events in turn, each of which loads first. All read consistently; equinox-js does so here by LoadOption.RequireLeader (eventually consistent, its default, costs half).`,
      "A life counts what ledgerdesk reads and writes for its snapshots. castore's index, one write a stream, is left out.",
    ],
    bars: ours ? peers.flatMap((peer) => barsAgainst(ours, peer, sizes.lookAt)) : [],
  }
}
