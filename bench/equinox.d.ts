/** What we use of equinox-js 1.2.0: the bench installs it, the project's own type check runs without it. */

declare module "@equinox-js/core" {
  export type EventData = { type: string; data: object; meta?: object }
  type Codec<E, Format, C> = { encode: (event: E, context: C) => unknown; decode: (event: Format) => E | undefined }

  export const Codec: {
    json: <E extends EventData, C>(meta: (event: E, context: C) => { meta: object }) => Codec<E, string, C>
    compress: <E, C>(codec: Codec<E, string, C>) => Codec<E, Buffer, C>
  }
  export const LoadOption: { RequireLeader: object }
  export const StreamId: { create: (id: string) => string }
  export type Category<E, State, C> = { stream: (context: C, id: string) => { event: E; state: State } }

  export class Decider<E, State> {
    static forStream<E, State, C>(category: Category<E, State, C>, id: string, context: C): Decider<E, State>
    transact(interpret: (state: State) => E[], load?: object): Promise<void>
    query<View>(render: (state: State) => View, load?: object): Promise<View>
  }
}

declare module "@equinox-js/dynamo-store" {
  import type { DynamoDB } from "@aws-sdk/client-dynamodb"
  import type { Category, Codec } from "@equinox-js/core"

  export class DynamoStoreClient {
    constructor(primary: DynamoDB)
  }
  export class DynamoStoreContext {
    constructor(options: { client: DynamoStoreClient; tableName: string; tip: object; query: object })
  }
  export const TipOptions: { create: (options: { maxBytes?: number; maxEventBytes?: number }) => object }
  export const QueryOptions: { create: (options: object) => object }
  export const AccessStrategy: {
    Snapshot: <E, State>(isOrigin: (event: E) => boolean, toSnapshot: (state: State) => E) => object
  }
  type Fold<E, State> = (state: State, events: E[]) => State
  export const DynamoStoreCategory: {
    create: <E, State, C>(
      ...parts: [
        context: DynamoStoreContext,
        name: string,
        codec: ReturnType<typeof Codec.compress<E, C>>,
        fold: Fold<E, State>,
        initial: State,
        caching: undefined,
        access: object,
      ]
    ) => Category<E, State, C>
  }
}
