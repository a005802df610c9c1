/** What we use of castore 2.4.2: the bench installs it, the project's own type check runs without it. */

declare module "@castore/core" {
  export type EventDetail = {
    aggregateId: string
    version: number
    type: string
    timestamp?: string
    payload?: unknown
    metadata?: unknown
  }
  export type GroupedEvent = { event: EventDetail }
  type Aggregate = { aggregateId: string; version: number }

  export class EventStore<State extends Aggregate> {
    constructor(options: {
      eventStoreId: string
      eventTypes: readonly { type: string }[]
      reducer: (state: State | undefined, event: EventDetail) => State
      eventStorageAdapter: unknown
    })
    getAggregate(id: string): Promise<{ aggregate: State | undefined; events: EventDetail[] }>
    pushEvent(event: EventDetail): Promise<unknown>
    groupEvent(event: EventDetail): GroupedEvent
    static pushEventGroup(...events: GroupedEvent[]): Promise<unknown>
  }
  /** Runs its handler again, by default twice, where the event that it pushed exists already. */
  export class Command<Input, Stores extends readonly unknown[]> {
    constructor(options: {
      commandId: string
      requiredEventStores: Stores
      handler: (input: Input, stores: Stores) => Promise<void>
    })
    handler(input: Input, stores: Stores): Promise<void>
  }
}

declare module "@castore/event-storage-adapter-dynamodb" {
  import type { DynamoDBClient } from "@aws-sdk/client-dynamodb"

  export class DynamoDBSingleTableEventStorageAdapter {
    constructor(options: { tableName: string; dynamoDBClient: DynamoDBClient })
  }
}
