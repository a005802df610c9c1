import { type ChangeMessageVisibilityBatchCommand, SQSClient } from "@aws-sdk/client-sqs"
import { expect, test, vi } from "vitest"
import { manifest } from "#functions/manifest"
import { claimMargin } from "#functions/spec"
import { type QueueDelivery, settleMessages } from "#local/event-sources/queue-batch"
import { lambdaRuntime } from "#local/lambda/runtime"

test.each([1, 20])("the last try outlives a dead consumer's claim, with %i times the time-out", async (patience) => {
  const { timeout, on } = manifest["notify-team"]
  const tries = on.kind === "bus" ? on.maxReceives : 0
  const sqs = new SQSClient({})
  const send = vi.spyOn(sqs, "send").mockImplementation(() => undefined)
  const lambda = lambdaRuntime({ patience, overrides: { "notify-team": () => Promise.reject(new Error("claimed")) } })
  const delivery: QueueDelivery = { name: "notify-team", url: "", sqs, lambda, failed: () => undefined }
  for (let receives = 1; receives < tries; receives++)
    await settleMessages(delivery, [{ MessageId: "m", Attributes: { ApproximateReceiveCount: String(receives) } }])
  const pauses = send.mock.calls.map(([command]) => {
    const { input } = command as ChangeMessageVisibilityBatchCommand
    return input.Entries?.[0]?.VisibilityTimeout ?? 0
  })
  expect(pauses).toHaveLength(tries - 1)
  expect(pauses.reduce((sum, pause) => sum + pause)).toBeGreaterThanOrEqual(timeout * patience + claimMargin)
})
