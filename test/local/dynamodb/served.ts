import { createServer } from "node:http"
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import type { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams"
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb"
import { onTestFinished } from "vitest"
import { z } from "zod"
import { clients } from "#local/clients"
import { type DynamoDb, dynamodb } from "#local/dynamodb/dynamodb"
import { temporaryFolder } from "#test/support/temporary"

export const address = z.object({ port: z.number() })

/** The service under test on a bare server, and clients that speak to it. */
export type Served = {
  service: DynamoDb
  folder: string
  url: string
  dynamodb: DynamoDBClient
  streams: DynamoDBStreamsClient
  documents: DynamoDBDocumentClient
  stop: () => Promise<void>
}

/** Serves the DynamoDB in `folder`, by default a new one, until the test ends or it is stopped. */
export const served = async (folder?: string): Promise<Served> => {
  const where = folder ?? (await temporaryFolder())
  const service = await dynamodb(where)
  const server = createServer(service.handle)
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const url = `http://127.0.0.1:${address.parse(server.address()).port}`
  const sdk = clients(url)
  let stopped: Promise<void> | undefined
  const stopAll = async () => {
    sdk.destroy()
    await new Promise((closed) => server.close(closed))
    await service.close()
  }
  const stop = () => {
    stopped ??= stopAll()
    return stopped
  }
  onTestFinished(stop)
  return {
    ...{ service, folder: where, url, stop, dynamodb: sdk.dynamodb, streams: sdk.streams },
    documents: DynamoDBDocumentClient.from(sdk.dynamodb, { marshallOptions: { removeUndefinedValues: true } }),
  }
}
