import { type Refuse, refusing } from "#functions/lib/dead-letter"
import { env } from "#functions/lib/env"

/** What integrators sent and we cannot read goes to the intake's dead-letter queue. */
export const refuse: Refuse = refusing(() => env("INTAKE_DLQ_URL"))
