import { sentence } from "#web/api/api-error.ts"
import { useTicketList } from "#web/api/tickets.ts"
import { FilterBar, Views } from "#web/inbox/filter-bar.tsx"
import { apiQuery, type Filters, isFiltered, noFilters } from "#web/inbox/filters.ts"
import { useRowKeys } from "#web/inbox/row-keys.ts"
import { TicketList } from "#web/inbox/ticket-list.tsx"
import { useFilters } from "#web/inbox/use-filters.ts"
import { useMe } from "#web/session/me.ts"
import { Button } from "#web/ui/button.tsx"
import { Notice } from "#web/ui/notice.tsx"
import { usePageTitle } from "#web/ui/page-title.ts"
import { EmptyState, ErrorState, Loading } from "#web/ui/states.tsx"

const Nothing = ({ filters, change }: { filters: Filters; change: (some: Partial<Filters>) => void }) =>
  isFiltered(filters) ? (
    <EmptyState title="No ticket matches">
      <p>Try fewer words, or a wider filter.</p>
      <Button onClick={() => change({ ...noFilters, q: filters.q, status: "all" })}>Search all tickets</Button>
    </EmptyState>
  ) : (
    <EmptyState title="The desk is clear">New tickets appear here by themselves.</EmptyState>
  )

const Keys = () => (
  <p className="mt-4 hidden text-center text-xs text-muted lg:block">
    <kbd className="font-semibold">j</kbd> and <kbd className="font-semibold">k</kbd> move along the list,{" "}
    <kbd className="font-semibold">Enter</kbd> opens a ticket, <kbd className="font-semibold">/</kbd> searches
  </p>
)

const useList = (query: string) => {
  const list = useTicketList(query)
  return {
    ...list,
    rows: list.data?.pages.flatMap(({ items }) => items) ?? [],
    more: list.hasNextPage ? list.fetchNextPage : undefined,
  }
}

/** The agents' list of tickets. It changes by itself when tickets do. */
export const Inbox = () => {
  usePageTitle("Inbox")
  useRowKeys()
  const { filters, change } = useFilters()
  const list = useList(apiQuery(filters, useMe()))
  const { rows, more, error, isPending, refetch } = list

  const content = () => {
    if (isPending) return <Loading what="tickets" rows={8} />
    if (error && rows.length === 0)
      return <ErrorState title="The tickets could not be loaded" text={sentence(error)} retry={refetch} />
    if (rows.length === 0 && !more) return <Nothing filters={filters} change={change} />
    return (
      <TicketList rows={rows} more={more} loadingMore={list.isFetchingNextPage} outdated={list.isPlaceholderData} />
    )
  }

  return (
    <>
      <h1 className="sr-only">Inbox</h1>
      <div className="mb-3 grid gap-3">
        <Views filters={filters} />
        <FilterBar filters={filters} change={change} rows={rows} />
      </div>
      {error && rows.length > 0 && <Notice tone="problem">This list may be out of date. {sentence(error)}</Notice>}
      {content()}
      <Keys />
    </>
  )
}
