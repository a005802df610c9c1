import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn"
import { expect, onTestFinished, test, vi } from "vitest"
import type { EventStore } from "#core/engine/event-store"
import { ticket } from "#core/ticket/ticket"
import type { FunctionName } from "#functions/manifest"
import { issuing } from "#functions/messaging/issue"
import { detectSentiment } from "#functions/triage/detect-sentiment"
import { judgeByRules } from "#functions/triage/judge-by-rules"
import { recordTriage } from "#functions/triage/record-triage"
import { respond } from "#functions/triage/respond"
import { bedrock } from "#local/bedrock/bedrock"
import { comprehend } from "#local/comprehend/comprehend"
import type { Handler } from "#local/lambda/lambda"
import { lambdaRuntime } from "#local/lambda/runtime"
import { AwsError, answerError, type Service } from "#local/service"
import { openState } from "#local/state"
import { machineArn, readMachines } from "#local/step-functions/machine"
import { stepFunctions } from "#local/step-functions/step-functions"
import { bareServer, sdk } from "#test/support/bare-server"
import { eventually } from "#test/support/eventually"
import { fakeAws } from "#test/support/fake-aws"
import { memoryStore } from "#test/support/memory-store"
import { storedTicket } from "#test/support/stored-ticket"
import { temporaryFolder } from "#test/support/temporary"

const aws = await fakeAws()
vi.stubEnv("SENTIMENT_LANGUAGE", "en")
vi.stubEnv("MODEL_ID", "ledgerdesk-offline")

/** A service that answers errors, and how often it was asked. */
const broken = (scope: string) => {
  let asked = 0
  const handle: Service["handle"] = (request, response) => {
    asked++
    request.resume()
    answerError(response, new AwsError("ModelErrorException", `${scope} is broken`, 424))
  }
  return { service: { scope, handle, close: async () => undefined }, asked: () => asked }
}

/** Comprehend and Bedrock on one endpoint, told apart by their paths. */
const models = (sentiment: Service, language: Service): Service => ({
  scope: "models",
  handle: (request, response) => (request.url?.startsWith("/model/") ? language : sentiment).handle(request, response),
  close: async () => undefined,
})

const steps = (store: EventStore): Partial<Record<FunctionName, Handler>> => ({
  "detect-sentiment": detectSentiment(store),
  respond: respond(store),
  "judge-by-rules": judgeByRules(store),
  "record-triage": recordTriage(issuing({ store, pause: async () => undefined })),
})

/** The deployed definition on real handlers, with an event store in memory. Models are retried at once, recording not at all. */
const triage = async (store: EventStore, overrides = steps(store)) => {
  const state = openState(await temporaryFolder())
  const machines = (await readMachines()).map(({ name, definition }) => ({
    name,
    definition: definition.replaceAll('"MaxAttempts": 6', '"MaxAttempts": 0'),
    retryMs: 1,
  }))
  const service = stepFunctions(state, lambdaRuntime({ overrides }), machines)
  const { url } = await bareServer(service.handle)
  const client = new SFNClient(sdk(url))
  onTestFinished(async () => {
    await service.close()
    state.close()
  })
  return async (input: { ticketId: string }) => {
    const stateMachineArn = machineArn("triage")
    const command = new StartExecutionCommand({ stateMachineArn, name: input.ticketId, input: JSON.stringify(input) })
    const { executionArn } = await client.send(command)
    return eventually(async () => {
      const execution = await client.send(new DescribeExecutionCommand({ executionArn }))
      expect(execution.status).not.toBe("RUNNING")
      return execution
    })
  }
}

const description = "You charged me twice and nobody answers. This is terrible, I am furious."

test("a ticket gets its sentiment, its classification and a draft by the models", async () => {
  const store = memoryStore()
  aws.by(models(comprehend(), bedrock()))
  const run = await triage(store)
  const cause = await storedTicket(store, "TKT-1", { description })
  expect(await run(cause)).toMatchObject({ status: "SUCCEEDED" })
  expect(await store.load(ticket, "TKT-1", 1)).toMatchObject([
    { type: "SentimentDetected", data: { sentiment: "NEGATIVE", engine: "model" }, causationId: cause.eventId },
    { type: "TicketClassified", data: { priority: "HIGH", category: "billing", model: "ledgerdesk-offline" } },
    { type: "ResponseDrafted", data: { engine: "model", text: expect.stringContaining("Hello Cora") } },
  ])
})

test("a language model that answers errors is retried, and then the rules classify and draft", async () => {
  const store = memoryStore()
  const model = broken("bedrock")
  aws.by(models(comprehend(), model.service))
  const run = await triage(store)
  expect(await run(await storedTicket(store, "TKT-2", { description }))).toMatchObject({ status: "SUCCEEDED" })
  expect(model.asked()).toBe(4)
  expect(await store.load(ticket, "TKT-2", 1)).toMatchObject([
    { type: "SentimentDetected", data: { engine: "model" } },
    { type: "TicketClassified", data: { priority: "HIGH", category: "billing", engine: "rules" } },
    { type: "ResponseDrafted", data: { engine: "rules", text: expect.stringContaining("Router X2") } },
  ])
})

test("with every model broken, the rules do it all", async () => {
  const store = memoryStore()
  aws.by(models(broken("comprehend").service, broken("bedrock").service))
  const run = await triage(store)
  expect(await run(await storedTicket(store, "TKT-3", { description }))).toMatchObject({ status: "SUCCEEDED" })
  const engines = (await store.load(ticket, "TKT-3", 1)).map(({ type, data }) => [
    type,
    "engine" in data && data.engine,
  ])
  expect(engines).toEqual([
    ["SentimentDetected", "rules"],
    ["TicketClassified", "rules"],
    ["ResponseDrafted", "rules"],
  ])
})

test("a result that cannot be recorded fails the execution", async () => {
  vi.spyOn(console, "error").mockReturnValue(undefined)
  onTestFinished(() => void vi.restoreAllMocks())
  const store = memoryStore()
  aws.by(models(comprehend(), bedrock()))
  const refuse: Handler = () => Promise.reject(Object.assign(new Error("no table"), { name: "ResourceNotFound" }))
  const run = await triage(store, { ...steps(store), "record-triage": refuse })
  expect(await run(await storedTicket(store, "TKT-4", { description }))).toMatchObject({
    status: "FAILED",
    error: "ResourceNotFound",
  })
})

test("triage that runs twice for one event records everything once", async () => {
  const store = memoryStore()
  aws.by(models(comprehend(), bedrock()))
  const cause = await storedTicket(store, "TKT-5", { description })
  await (await triage(store))(cause)
  const once = await store.load(ticket, "TKT-5")
  aws.by(models(broken("comprehend").service, broken("bedrock").service))
  expect(await (await triage(store))(cause)).toMatchObject({ status: "SUCCEEDED" })
  expect(await store.load(ticket, "TKT-5")).toEqual(once)
})
