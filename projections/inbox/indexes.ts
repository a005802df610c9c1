import { isActive } from "#core/ticket/is-active"
import type { Place } from "#projections/inbox/read-page"
import type { InboxRow } from "#schemas/ticket/views/inbox-row"

/**
 * The partition of tickets without a team or an assignee, so that "unassigned" is an index look-up too. No team and no
 * agent is called so: names begin with no blank.
 */
export const nobody = " none"

/** Where a look-up of teams lists what is settled, for the same reason beside every team. */
export const settledOnes = " settled"

/** A ticket's place in every list: by submission, which never changes, so that a cursor stays true while tickets move. */
export const placeOf = (submittedAt: string, ticketId: string): string => `${submittedAt}/${ticketId}`

/** Where a reading goes on behind a ticket's place. */
export const behind = (place: string): { after: Place } => ({
  after: { sort: place, id: place.slice(place.indexOf("/") + 1) },
})

/** The month of a place, or of a time: `2026-01`. */
export const monthOf = (place: string): string => place.slice(0, 7)
/** The day of a time: `2026-01-02`. */
export const dayOf = (time: string): string => time.slice(0, 10)
/** The minute of a time: `2026-01-02T03:04`. */
export const minuteOf = (time: string): string => time.slice(0, 16)

export const active = "active"
export const settledIn = (month: string): string => `settled#${month}`

/**
 * Where a row is found: in the order of submission among the active ones, or in its month among the settled; by team and
 * by assignee while it is active; by customer always; and by the minute of its last change, so coarse that commits soon
 * after each other leave the entry as it is. What is settled stands in the teams' index once more, all in one partition
 * without its rows: from there the next older month that has any is one step. What is active is bounded; what is settled
 * grows for ever, and no list of active tickets pays for it.
 */
export const inboxIndexes = (row: InboxRow) => {
  const { ticketId, submittedAt, updatedAt, status, team, assignee, customer } = row
  const sort = placeOf(submittedAt, ticketId)
  const always = {
    keys3: { partition: customer.id, sort },
    keys4: { partition: dayOf(updatedAt), sort: placeOf(minuteOf(updatedAt), ticketId) },
  }
  if (!isActive[status])
    return {
      ...always,
      list: { partition: settledIn(monthOf(submittedAt)), sort },
      keys1: { partition: settledOnes, sort },
    }
  return {
    ...always,
    list: { partition: active, sort },
    keys1: { partition: team ?? nobody, sort },
    keys2: { partition: assignee?.id ?? nobody, sort },
  }
}
