import { createServer } from "node:http"
import { dynamodb } from "#local/dynamodb/dynamodb"

// The process that the test kills: serves the DynamoDB in the given folder and prints its port.
const { handle } = await dynamodb(process.argv[2] ?? "")
const server = createServer(handle)
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify(server.address())))
