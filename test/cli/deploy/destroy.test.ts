import { CreateTableCommand } from "@aws-sdk/client-dynamodb"
import { expect, test, vi } from "vitest"
import { destroy } from "#cli/deploy/destroy"
import { dynamodb } from "#local/dynamodb/dynamodb"
import { described, orders, required } from "#test/support/stage-orders"
import { temporaryFolder } from "#test/support/temporary"

const files = { ".env": `${required}LEDGERDESK_WITHOUT=web\n` }

test("a stage goes once its name is typed, and nothing is left", async () => {
  const services = [await dynamodb(await temporaryFolder())]
  const there = { files, stages: [described("ann", { EVENTS_TABLE: "ann-events" })], types: "ann", services }
  const { world, said, called } = await orders(there)
  await destroy({ stage: "ann" }, world)
  expect((await called()).args).toEqual(["remove", "--stage", "ann"])
  expect(said()).toContain("every ticket, attachment and user")
  expect(said()).toContain("Nothing with data in it is left of ann")
})

test("another name destroys nothing", async () => {
  const { world, called } = await orders({ files, stages: [described("ann")], types: "bob" })
  await expect(destroy({ stage: "ann" }, world)).rejects.toThrow("Nothing was done")
  await expect(called()).rejects.toThrow("ENOENT")
})

test("production is refused, also with --yes", async () => {
  const { world, called, asked } = await orders({ files, types: "production" })
  await expect(destroy({ stage: "production", yes: true }, world)).rejects.toThrow(/LEDGERDESK_UNPROTECTED=production/)
  await expect(called()).rejects.toThrow("ENOENT")
  expect(asked).toEqual([])
})

test("of production without its protection the data stays, and how it is deleted is said", async () => {
  const services = [await dynamodb(await temporaryFolder())]
  const environment = { EVENTS_TABLE: "production-events", VIEWS_TABLE: "production-views" }
  const stages = [described("production", environment)]
  const { world, said, sdk } = await orders({ files, stages, services })
  vi.stubEnv("LEDGERDESK_UNPROTECTED", "production")
  await sdk.dynamodb.send(
    new CreateTableCommand({
      TableName: "production-events",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    }),
  )
  await destroy({ stage: "production", yes: true }, world)
  expect(said()).toContain("Everything of production goes but its data")
  expect(said()).toContain("aws dynamodb delete-table --table-name production-events")
  expect(said()).not.toContain("production-views")
  expect(said()).toContain("last of all: aws kms schedule-key-deletion")
})

test("a stage that never came up whole is removed as well", async () => {
  const { world, said, called } = await orders({ files, types: "ann" })
  await destroy({ stage: "ann" }, world)
  expect((await called()).args).toEqual(["remove", "--stage", "ann"])
  expect(said()).toContain("look for what begins with ann-")
})

test("a stage that says of itself what this version cannot read is removed as well", async () => {
  const { world, said, called } = await orders({ files, stages: [{ ...described("ann"), parts: "all" }], types: "ann" })
  await destroy({ stage: "ann" }, world)
  expect((await called()).args).toEqual(["remove", "--stage", "ann"])
  expect(said()).toContain("of another version: look for what begins with ann-")
})
