import { IdempotencyConfig, makeIdempotent } from "@aws-lambda-powertools/idempotency"
import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb"
import type { DynamoTable } from "#functions/aws/dynamo-table"
import { dynamodb } from "#functions/aws/dynamodb"
import { env } from "#functions/lib/env"
import type { Invocation } from "#functions/messaging/queue-handler"
import { claimMargin } from "#functions/spec"
import type { Recorded } from "#schemas/recorded"

/** Longer than the 14 days that a queue or a dead-letter queue can keep an event. In seconds. */
const remembered = 30 * 24 * 60 * 60

type Options = ConstructorParameters<typeof DynamoDBPersistenceLayer>[0]
type Key = Parameters<DynamoDBPersistenceLayer["saveInProgress"]>[0]

/** Claims always expire, so that a crash in the middle of an effect does not block its retry for long. */
class Ledger extends DynamoDBPersistenceLayer {
  readonly #lease: number
  /** `lease`: how long an effect that never reported back keeps others away, in ms. */
  constructor(options: Options, lease: number) {
    super(options)
    this.#lease = lease
  }
  override saveInProgress(key: Key): Promise<void> {
    return super.saveInProgress(key, this.#lease)
  }
}

export type Effect<Event extends Recorded = Recorded> = (event: Event) => Promise<string>

/** An effect that takes place once. */
export type Once<Event extends Recorded = Recorded> = (event: Event, invocation: Invocation) => Promise<string>

/**
 * The effect takes place once per event, and a redelivered event is answered with the receipt of the first time.
 * `name` is the consumer's. Only a crash between the effect and its entry in the ledger can repeat it: nobody else begins
 * while the invocation may still run, whatever its function's time-out.
 * Throws what the effect throws, after releasing the claim, and IdempotencyAlreadyInProgressError beside a running one.
 */
export const onceOn =
  ({ client, name: table }: DynamoTable) =>
  <Event extends Recorded>(name: string, effect: Effect<Event>): Once<Event> => {
    const config = new IdempotencyConfig({ expiresAfterSeconds: remembered })
    return (event, { getRemainingTimeInMillis }) => {
      const lease = getRemainingTimeInMillis() + claimMargin * 1000
      const persistenceStore = new Ledger({ tableName: table(), awsSdkV3Client: client }, lease)
      const act = (_id: string) => effect(event)
      return makeIdempotent(act, { persistenceStore, config, keyPrefix: name })(event.id)
    }
  }

export const once = onceOn({ client: dynamodb, name: () => env("LEDGER_TABLE") })
