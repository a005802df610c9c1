import { z } from "zod"
import { Priority, Status } from "#schemas/ticket"
import type { Me } from "#web/api/people.ts"

/** What the inbox shows; each lives in the address, so that a view can be bookmarked and shared. */
export type Filters = {
  /** A status, `active` for all that are not done, or `all`. */
  status: string
  priority: string
  team: string
  /** An agent's id, `mine`, or `none`. */
  assignee: string
  customer: string
  q: string
}

export type FilterName = keyof Filters

export const noFilters: Filters = { status: "active", priority: "", team: "", assignee: "", customer: "", q: "" }

const active = "new,open,pending,on-hold"

const StatusFilter = z.union([Status, z.literal(["active", "all"])]).catch("active")
const PriorityFilter = z.union([Priority, z.literal("")]).catch("")

/** Reads the filters from an address; what the desk does not know is ignored. */
export const readFilters = (params: URLSearchParams): Filters => ({
  status: StatusFilter.parse(params.get("status")),
  priority: PriorityFilter.parse(params.get("priority")),
  team: params.get("team") ?? "",
  assignee: params.get("assignee") ?? "",
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

export const isFiltered = (filters: Filters): boolean => writeFilters(filters).size > 0

/** The views that an agent needs most, by name. */
export const views: { name: string; filters: Partial<Filters> }[] = [
  { name: "All active", filters: {} },
  { name: "Mine", filters: { assignee: "mine" } },
  { name: "Unassigned", filters: { assignee: "none" } },
  { name: "Resolved", filters: { status: "resolved" } },
  { name: "Everything", filters: { status: "all" } },
]

/** The address of a view. */
export const viewPath = (filters: Partial<Filters>): string => {
  const query = writeFilters({ ...noFilters, ...filters }).toString()
  return query ? `/inbox?${query}` : "/inbox"
}
