import { IdempotencyConfig, makeIdempotent } from "@aws-lambda-powertools/idempotency"
import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb"
import { dynamodb } from "#functions/lib/dynamodb"
import { env } from "#functions/lib/env"
import type { Recorded } from "#schemas/recorded"

/** Longer than the 14 days that a queue or a dead-letter queue can keep an event. In seconds. */
const remembered = 30 * 24 * 60 * 60

/** How long an effect that never reported back keeps others away: the longest that a consumer may run. In ms. */
const lease = 30_000

type Key = Parameters<DynamoDBPersistenceLayer["saveInProgress"]>[0]

/** Claims always expire, so that a crash in the middle of an effect does not block its retry for long. */
class Ledger extends DynamoDBPersistenceLayer {
  override saveInProgress(key: Key, remaining = lease): Promise<void> {
    return super.saveInProgress(key, remaining)
  }
}

export type Effect = (event: Recorded) => Promise<string>

/**
 * The effect takes place once per event, and a redelivered event is answered with the receipt of the first time.
 * `name` is the consumer's. Only a crash between the effect and its entry in the ledger can repeat it.
 * Throws what the effect throws, after releasing the claim, and IdempotencyAlreadyInProgressError beside a running one.
 */
export const once = (name: string, effect: Effect): Effect => {
  const config = new IdempotencyConfig({ expiresAfterSeconds: remembered })
  let ledger: Ledger | undefined
  return (event) => {
    ledger ??= new Ledger({ tableName: env("LEDGER_TABLE"), awsSdkV3Client: dynamodb })
    const guarded = makeIdempotent((_id: string) => effect(event), {
      persistenceStore: ledger,
      config,
      keyPrefix: name,
    })
    return guarded(event.id)
  }
}
