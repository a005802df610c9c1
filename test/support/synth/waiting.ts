import type { Graph, Recorded } from "#test/support/synth/graph"

const before = ({ dependencies, parent }: Recorded): string[] => (parent ? [parent, ...dependencies] : dependencies)

/**
 * The URNs of everything that is there before a resource is made, and until it is removed: what it depends on, its
 * parents, and what those wait for. Throws where one of them was never made.
 */
export const waitsFor = ({ resources }: Graph, resource: Recorded): Set<string> => {
  const made = new Map(resources.map((each) => [each.urn, each]))
  const found = new Set<string>()
  const left = before(resource)
  for (let urn = left.pop(); urn; urn = left.pop()) {
    const next = made.get(urn)
    if (!next) throw new Error(`The stacks name ${urn}, and never make it`)
    if (!found.has(urn)) left.push(...before(next))
    found.add(urn)
  }
  return found
}

/** The URNs of the resources whose outputs an argument of a resource holds. */
export const outputsIn = ({ propertyDependencies }: Recorded, property: string): string[] =>
  propertyDependencies[property] ?? []
