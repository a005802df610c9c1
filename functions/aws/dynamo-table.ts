import type { DynamoDBClient } from "@aws-sdk/client-dynamodb"

/** A table and the client to ask. The plain client: the document client costs a cold start more than it is worth. */
export type DynamoTable = { client: DynamoDBClient; name: () => string }
