import type { Desk } from "#core/execute"
import { eventStore } from "#functions/lib/event-store"
import { pause } from "#functions/lib/pause"

export const desk: Desk = { store: eventStore, pause }
