import { once } from "node:events"
import { awsEndpoint } from "../local/aws-endpoint.ts"
import { dynamodb } from "../local/dynamodb/dynamodb.ts"

/** The local DynamoDB in a process of its own; tells its parent the port, and ends with it. */
const [folder = ""] = process.argv.slice(2)
const service = await dynamodb(folder)
const endpoint = await awsEndpoint([service], 0)

process.send?.({ port: endpoint.port })
await once(process, "disconnect")
await endpoint.close()
await service.close()
process.exit()
