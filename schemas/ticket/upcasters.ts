import type { EventType } from "#schemas/ticket/events"
import type { Upcaster } from "#schemas/upcaster"

/** Steps from older shapes of tickets' events. */
export const upcasters: { readonly [T in EventType]?: readonly Upcaster[] } = {}
