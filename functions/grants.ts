import type { StreamReading } from "#functions/triggers"
import { type EventType, events } from "#schemas/ticket/events"

/** Reading items and queries. */
export const read = ["dynamodb:Query", "dynamodb:GetItem"]
/** Some indexes name rows that are then fetched. */
export const list = [...read, "dynamodb:BatchGetItem"]
/** Loading a stream, deciding on it, and appending to it. */
export const command = { events: ["dynamodb:Query", "dynamodb:GetItem", "dynamodb:PutItem"] } as const
/** An effect that takes place once. */
export const once = {
  ledger: ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:GetItem"],
} as const
/** Refusing what integrators sent and nobody can read. */
export const refuse = { intakeDeadLetters: ["sqs:SendMessage"] } as const

/** Named one by one, so that events of other streams do not come along. */
export const everyTicketEvent = Object.keys(events) as EventType[]

/** How streams are read unless a function says otherwise. */
export const streaming: StreamReading = {
  batchSize: 100,
  windowSeconds: 0,
  retries: 8,
  maxAgeSeconds: 86_400,
  parallel: 4,
}
