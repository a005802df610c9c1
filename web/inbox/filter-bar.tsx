import { Link } from "react-router"
import { useAgents } from "#web/api/people.ts"
import type { Row } from "#web/api/tickets.ts"
import {
  choosingOwner,
  chosenOwner,
  type Filters,
  isFiltered,
  nobody,
  noFilters,
  viewPath,
  views,
} from "#web/inbox/filters.ts"
import { SearchBox } from "#web/inbox/search-box.tsx"
import { Button } from "#web/ui/button.tsx"
import { Choice } from "#web/ui/field.tsx"
import { choices, priorityWords, statusWords } from "#web/ui/words.ts"

type Props = { filters: Filters; change: (some: Partial<Filters>) => void; rows: readonly Row[] }

type Options = readonly (readonly [string, string])[]

const statuses = [["active", "Active"], ...choices(statusWords), ["all", "Any status"]] as const
const priorities = [["", "Any priority"], ...choices(priorityWords)] as const

/** Teams have no list of their own: the two that always exist, and those on the screen. */
const teamsOf = (rows: readonly Row[], chosen: string) => {
  const seen = rows.flatMap(({ team }) => team ?? [])
  const teams = new Set(["Escalations", "General Support", ...seen, chosen].filter((team) => team !== ""))
  return [["", "Any team"], [nobody, "No team yet"], ...[...teams].sort().map((team) => [team, team] as const)] as const
}

const useAssignees = () => [
  ["", "Anybody"] as const,
  ["mine", "Me"] as const,
  [nobody, "Nobody"] as const,
  ...useAgents().map(({ id, name }) => [id, name] as const),
]

/** The views that are one click away. */
export const Views = ({ filters }: { filters: Filters }) => (
  <nav aria-label="Views" className="-mx-3 flex gap-1 overflow-x-auto border-b border-line px-3 sm:mx-0 sm:px-0">
    {views.map((view) => {
      const current = viewPath(view.filters) === viewPath(filters)
      return (
        <Link
          key={view.name}
          to={viewPath(view.filters)}
          aria-current={current ? "page" : undefined}
          className={`-mb-px border-b-2 px-2 py-1.5 font-medium whitespace-nowrap ${current ? "border-accent text-ink" : "border-transparent text-muted hover:text-ink"}`}
        >
          {view.name}
        </Link>
      )
    })}
  </nav>
)

const Narrowed = ({ filters, change, rows }: Props) => {
  if (!isFiltered(filters)) return null
  const customer = rows.find(({ customer: { id } }) => id === filters.customer)?.customer.name
  return (
    <div className="flex flex-wrap items-center gap-2">
      {filters.customer && <span className="text-muted">Only tickets of {customer ?? "one customer"}</span>}
      <Button variant="quiet" onClick={() => change(noFilters)}>
        Clear filters
      </Button>
    </div>
  )
}

/** Search and the four filters. */
export const FilterBar = ({ filters, change, rows }: Props) => {
  const assignees = useAssignees()
  const choose = (name: "status" | "priority", label: string, options: Options) => (
    <Choice
      label={label}
      hideLabel
      options={options}
      value={filters[name]}
      onChange={(event) => change({ [name]: event.target.value })}
    />
  )
  const chooseOwner = (owner: "team" | "assignee", label: string, options: Options) => (
    <Choice
      label={label}
      hideLabel
      options={options}
      value={chosenOwner(filters, owner)}
      onChange={(event) => change(choosingOwner(filters, owner, event.target.value))}
    />
  )
  return (
    <search className="grid gap-2">
      <div className="grid grid-cols-2 gap-2 lg:grid-cols-[minmax(16rem,2fr)_repeat(4,minmax(8rem,1fr))]">
        <div className="col-span-2 lg:col-span-1">
          <SearchBox value={filters.q} onChange={(q) => change({ q })} />
        </div>
        {choose("status", "Status", statuses)}
        {choose("priority", "Priority", priorities)}
        {chooseOwner("team", "Team", teamsOf(rows, filters.team))}
        {chooseOwner("assignee", "Assignee", assignees)}
      </div>
      <Narrowed filters={filters} change={change} rows={rows} />
    </search>
  )
}
