import { env } from "#functions/lib/env"
import { type Refuse, refusing } from "#functions/messaging/dead-letter"

/** What integrators sent and we cannot read goes to the intake's dead-letter queue. */
export const refuse: Refuse = refusing(() => env("INTAKE_DLQ_URL"))
