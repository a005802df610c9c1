import type { Recorded } from "#schemas/recorded"

type Node = { events: readonly Recorded[]; followers: Node[] }

const line = ({ version, at, type, actor }: Recorded, depth: number): string =>
  `${String(version).padStart(4)}  ${at}  ${"  ".repeat(depth)}${type} (${actor.role} ${actor.name ?? actor.id})`

const lines = ({ events, followers }: Node, depth: number): string[] => [
  ...events.map((event) => line(event, depth)),
  ...followers.flatMap((follower) => lines(follower, depth + 1)),
]

/**
 * A history as a tree: what an event led to stands indented below its commit, under the id of the request that all of
 * it followed from. A commit whose cause lies elsewhere (another ticket, a part that was left out) begins a tree.
 */
export const causationTree = (history: readonly Recorded[]): string => {
  const commits = [...Map.groupBy(history, ({ commitId }) => commitId).values()]
  const nodes = commits.map((events): Node => ({ events, followers: [] }))
  const home = new Map(nodes.flatMap((node) => node.events.map(({ id }) => [id, node] as const)))
  const roots = nodes.filter((node) => {
    const parent = home.get(node.events[0]?.causationId ?? "")
    parent?.followers.push(node)
    return !parent
  })
  const stranger = ({ events: [first] }: Node) => (first?.causationId ? ` ← ${first.causationId}` : "")
  return roots.flatMap((root) => [`${root.events[0]?.correlationId}${stranger(root)}`, ...lines(root, 0)]).join("\n")
}
