import { IdempotencyConfig, makeIdempotent } from "@aws-lambda-powertools/idempotency"
import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb"
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { dynamodb } from "#functions/aws/dynamodb"
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

export type Effect<Event extends Recorded = Recorded> = (event: Event) => Promise<string>

/** Where the ledger is. */
export type LedgerTable = { client: DynamoDBClient; name: () => string }

/**
 * The effect takes place once per event, and a redelivered event is answered with the receipt of the first time.
 * `name` is the consumer's. Only a crash between the effect and its entry in the ledger can repeat it.
 * Throws what the effect throws, after releasing the claim, and IdempotencyAlreadyInProgressError beside a running one.
 */
export const onceOn =
  ({ client, name: table }: LedgerTable) =>
  <Event extends Recorded>(name: string, effect: Effect<Event>): Effect<Event> => {
    const config = new IdempotencyConfig({ expiresAfterSeconds: remembered })
    let ledger: Ledger | undefined
    return (event) => {
      ledger ??= new Ledger({ tableName: table(), awsSdkV3Client: client })
      const act = (_id: string) => effect(event)
      return makeIdempotent(act, { persistenceStore: ledger, config, keyPrefix: name })(event.id)
    }
  }

export const once = onceOn({ client: dynamodb, name: () => env("LEDGER_TABLE") })
