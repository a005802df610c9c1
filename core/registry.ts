import type { Aggregate } from "#core/engine/aggregate"
import { UnknownCategory } from "#core/engine/event-store"
import { macro } from "#core/macro/macro"
import { ticket } from "#core/ticket/ticket"
import type { Stream } from "#schemas/stream"

/** Every kind of stream that there is: one line each. All else follows from here. */
export const aggregates: readonly Aggregate[] = [ticket, macro]

const byCategory: ReadonlyMap<string, Aggregate> = new Map(aggregates.map((each) => [each.category, each]))

/** What a stream is. Throws UnknownCategory, which is the code's fault and never the stream's. */
export const aggregateOf = (stream: Stream): Aggregate => {
  const found = byCategory.get(stream.category)
  if (found) return found
  throw new UnknownCategory(stream, [...byCategory.keys()])
}
