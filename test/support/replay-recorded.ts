import { readFileSync } from "node:fs"
import { z } from "zod"
import { contiguous } from "#core/engine/commit"
import { decodePublished } from "#core/engine/decode"
import { ticket } from "#core/ticket/ticket"
import type { ReadModel } from "#projections/read-model"
import { PublishedEvent } from "#schemas/recorded"
import type { TicketEvent } from "#schemas/ticket/events"
import { after } from "#test/support/given"
import { arrivesAnyhow, folded } from "#test/support/viewing"

/** What `desk replay <ticketId> --json` prints, or GET /api/tickets/{id}/events answers. */
const Recording = z.union([
  z.looseObject({ history: z.array(z.unknown()).min(1) }).transform(({ history }) => history),
  z.looseObject({ items: z.array(z.unknown()).min(1) }).transform(({ items }) => items),
])

const eventsIn = (file: string): readonly TicketEvent[] =>
  contiguous(
    Recording.parse(JSON.parse(readFileSync(file, "utf8"))).map((raw) =>
      decodePublished(ticket, PublishedEvent.parse(raw)),
    ),
  )

/**
 * A real ticket's stream, recorded by `npm run desk -- replay <ticketId> --json > file`, in a test: `.when(command)` is
 * decided on its end, `.until(version)` goes back in time, `.view(projection)` is its row, which must not depend on how
 * the events arrive. Events are decoded as everywhere, so a recording of an old version stays useful.
 */
export const replayRecorded = (file: string) => {
  const at = (events: readonly TicketEvent[]) => ({
    events,
    ...after(events),
    view: async <Row>(of: ReadModel<Row>) => {
      await arrivesAnyhow(of, events)
      return folded(of, events).row
    },
  })
  const events = eventsIn(file)
  return { ...at(events), until: (version: number) => at(events.slice(0, version)) }
}
