import type { Desk } from "#core/engine/execute"
import { pause } from "#functions/lib/pause"
import { eventStore } from "#functions/store/event-store"

export const desk: Desk = { store: eventStore, pause }
