import { ListTablesCommand } from "@aws-sdk/client-dynamodb"
import { expect, onTestFinished, test } from "vitest"
import { historyOf } from "#cli/prove/history"
import { awsEndpoint } from "#local/aws-endpoint"
import { clients } from "#local/clients"
import { dynamodb } from "#local/dynamodb/dynamodb"
import { openCloud } from "#test/support/cloud"
import { eventually } from "#test/support/eventually"
import { putRecords } from "#test/support/intake"
import { message } from "#test/support/message"
import { temporaryFolder } from "#test/support/temporary"

/** A DynamoDB of somebody else's, on an address of its own. */
const otherDynamodb = async () => {
  const database = await dynamodb(await temporaryFolder())
  const endpoint = await awsEndpoint([database], 0)
  onTestFinished(async () => {
    await endpoint.close()
    await database.close()
  })
  return `http://127.0.0.1:${endpoint.port}`
}

const pointedAt = (url: string) => {
  const variables = ["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_DYNAMODB_STREAMS"]
  for (const name of variables) process.env[name] = url
  onTestFinished(() => {
    for (const name of variables) delete process.env[name]
  })
}

test("a ticket passes its stations on a DynamoDB at another endpoint", async () => {
  const elsewhere = await otherDynamodb()
  pointedAt(elsewhere)
  const cloud = await openCloud()
  onTestFinished(cloud.close)
  const aws = clients(cloud.awsUrl)
  onTestFinished(aws.destroy)
  await putRecords(aws.kinesis, [message("TKT-elsewhere")])
  const agent = await cloud.as("agent")
  await eventually(
    async () => {
      const types = (await historyOf(agent, "TKT-elsewhere")).map(({ type }) => type)
      expect(types).toEqual(expect.arrayContaining(["TicketSubmitted", "ResponseDrafted", "NotificationSent"]))
    },
    { within: 30_000 },
  )
  const { TableNames } = await clients(elsewhere).dynamodb.send(new ListTablesCommand({}))
  expect(TableNames).toContain("ledgerdesk-events")
})
