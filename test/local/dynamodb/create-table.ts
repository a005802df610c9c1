import { CreateTableCommand, type DynamoDBClient, type StreamViewType } from "@aws-sdk/client-dynamodb"

type TableOptions = { stream?: StreamViewType; sortKey?: "S" | "N"; indexes?: readonly string[] }

const hash = (attribute: string) => ({ AttributeName: attribute, KeyType: "HASH" as const })
const range = (attribute: string) => ({ AttributeName: attribute, KeyType: "RANGE" as const })
const text = (attribute: string) => ({ AttributeName: attribute, AttributeType: "S" as const })

/** Creates a table with the key `pk`, `sk` and string indexes `<name>` on `<name>pk`, `<name>sk`. */
export const createTable = async (client: DynamoDBClient, name: string, options: TableOptions = {}) => {
  const { stream, sortKey = "S", indexes = [] } = options
  const globalIndexes = indexes.map((index) => ({
    IndexName: index,
    KeySchema: [hash(`${index}pk`), range(`${index}sk`)],
    Projection: { ProjectionType: "ALL" as const },
  }))
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [hash("pk"), range("sk")],
      AttributeDefinitions: [
        text("pk"),
        { AttributeName: "sk", AttributeType: sortKey },
        ...indexes.flatMap((index) => [text(`${index}pk`), text(`${index}sk`)]),
      ],
      ...(indexes.length > 0 && { GlobalSecondaryIndexes: globalIndexes }),
      ...(stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: stream } }),
    }),
  )
}
