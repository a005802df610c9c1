import { z } from "zod"
import { Priority, Status } from "#schemas/ticket/words"
import type { Me } from "#web/api/people.ts"

/** What the inbox shows; each lives in the address, so that a view can be bookmarked and shared. */
export type Filters = {
  /** A status, `active` for all that are not done, or `all`. */
  status: string
  priority: string
  team: string
  /** An agent's id, or `mine`. */
  assignee: string
  /** What the tickets are without: `team`, `assignee`, or both with a comma. */
  without: string
  customer: string
  q: string
}

export type FilterName = keyof Filters

export const noFilters: Filters = {
  status: "active",
  priority: "",
  team: "",
  assignee: "",
  without: "",
  customer: "",
  q: "",
}

const active = "new,open,pending,on-hold"

const StatusFilter = z.union([Status, z.literal(["active", "all"])]).catch("active")
const WithoutFilter = z.literal(["", "team", "assignee", "team,assignee"]).catch("")
const PriorityFilter = z.union([Priority, z.literal("")]).catch("")

/** Reads the filters from an address; what the desk does not know is ignored. */
export const readFilters = (params: URLSearchParams): Filters => ({
  status: StatusFilter.parse(params.get("status")),
  priority: PriorityFilter.parse(params.get("priority")),
  team: params.get("team") ?? "",
  assignee: params.get("assignee") ?? "",
  without: WithoutFilter.parse(params.get("without")),
  customer: params.get("customer") ?? "",
  q: params.get("q") ?? "",
})

/** The shortest address that says the same. */
export const writeFilters = (filters: Filters): URLSearchParams =>
  new URLSearchParams(Object.entries(filters).filter(([name, value]) => value !== noFilters[name as FilterName]))

const statusOf = (status: string): string => {
  if (status === "all") return ""
  return status === "active" ? active : status
}

/** The query string of GET /api/tickets for these filters. */
export const apiQuery = (filters: Filters, me: Me): string => {
  const asked = {
    ...filters,
    status: statusOf(filters.status),
    assignee: filters.assignee === "mine" ? me.id : filters.assignee,
    q: filters.q.trim(),
    limit: "50",
  }
  return new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== "")).toString()
}

type Owner = "team" | "assignee"

const owners: readonly Owner[] = ["team", "assignee"]

/** Stands for "no team" and "nobody" in a choice of names, none of which begins with a blank. */
export const nobody = " none"

const lacks = ({ without }: Filters, owner: Owner): boolean => without.split(",").includes(owner)

/** What is chosen of the teams or agents: a name, nobody, or nothing. */
export const chosenOwner = (filters: Filters, owner: Owner): string => (lacks(filters, owner) ? nobody : filters[owner])

/** The filters that this choice changes. */
export const choosingOwner = (filters: Filters, owner: Owner, value: string): Partial<Filters> => {
  const without = owners.filter((each) => (each === owner ? value === nobody : lacks(filters, each)))
  return { [owner]: value === nobody ? "" : value, without: without.join() }
}

export const isFiltered = (filters: Filters): boolean => writeFilters(filters).size > 0

/** The views that an agent needs most, by name. */
export const views: { name: string; filters: Partial<Filters> }[] = [
  { name: "All active", filters: {} },
  { name: "Mine", filters: { assignee: "mine" } },
  { name: "Unassigned", filters: { without: "assignee" } },
  { name: "Resolved", filters: { status: "resolved" } },
  { name: "Everything", filters: { status: "all" } },
]

/** The address of a view. */
export const viewPath = (filters: Partial<Filters>): string => {
  const query = writeFilters({ ...noFilters, ...filters }).toString()
  return query ? `/inbox?${query}` : "/inbox"
}
