import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query"
import type { z } from "zod"
import { History } from "#schemas/recorded"
import { CustomerInboxPage } from "#schemas/ticket/views/customer-row"
import { InboxPage } from "#schemas/ticket/views/inbox-row"
import { TicketPageAnswer } from "#schemas/ticket/views/ticket-page"
import { ApiError, worthRetrying } from "#web/api/api-error.ts"
import { useDesk } from "#web/api/desk.tsx"

export type Row = InboxPage["items"][number]
export type MyRow = CustomerInboxPage["items"][number]

const path = (ticketId: string, rest = "") => `/api/tickets/${encodeURIComponent(ticketId)}${rest}`

/** A list of tickets, newest first, page by page. */
const usePages = <Page extends { cursor?: string | undefined }>(query: string, shape: z.ZodType<Page>) => {
  const { request } = useDesk()
  return useInfiniteQuery({
    queryKey: ["tickets", query],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams(query)
      if (pageParam) params.set("cursor", pageParam)
      return request(`/api/tickets?${params}`, shape, { signal })
    },
    initialPageParam: "",
    getNextPageParam: ({ cursor }) => cursor,
    placeholderData: keepPreviousData,
  })
}

/** Tickets that match the query string, as agents see them. */
export const useTicketList = (query: string) => usePages(query, InboxPage)

/** A customer's own tickets, as they see them. */
export const useMyTickets = (query: string) => usePages(query, CustomerInboxPage)

const isMissing = (error: Error): boolean => error instanceof ApiError && error.status === 404

/** One ticket as it is now. While the read model is behind what this browser has heard of, it is asked for again. */
export const useTicket = (ticketId: string) => {
  const { request, versions } = useDesk()
  return useQuery({
    queryKey: ["ticket", ticketId],
    queryFn: async ({ signal }) => {
      const known = versions.of(ticketId)
      const page = await request(path(ticketId, known > 0 ? `?at-least=${known}` : ""), TicketPageAnswer, { signal })
      versions.note(ticketId, page.version)
      return page
    },
    retry: (failures, error) =>
      failures < 5 && (worthRetrying(error) || (isMissing(error) && versions.of(ticketId) > 0)),
    refetchInterval: ({ state }) => (state.data && state.data.version < versions.of(ticketId) ? 1_000 : false),
  })
}

/** Everything that happened to a ticket, oldest first. `version` is the newest that the caller knows of. */
export const useHistory = (ticketId: string, version: number) => {
  const { request } = useDesk()
  return useQuery({
    queryKey: ["history", ticketId, version],
    queryFn: ({ signal }) => request(path(ticketId, "/events"), History, { signal }),
    placeholderData: keepPreviousData,
  })
}

/** The ticket as it was; the past does not change. */
export const useTicketAt = (ticketId: string, version: number) => {
  const { request } = useDesk()
  return useQuery({
    queryKey: ["ticket-at", ticketId, version],
    queryFn: ({ signal }) => request(path(ticketId, `/at/${version}`), TicketPageAnswer, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
