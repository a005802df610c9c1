import { PutRecordsCommand } from "@aws-sdk/client-kinesis"
import { expect, test } from "vitest"
import { resources } from "#functions/resources"
import { clients } from "#local/clients"
import { startDesk } from "#test/support/desk-process"
import { eventually } from "#test/support/eventually"
import { message } from "#test/support/message"
import { temporaryFolder } from "#test/support/temporary"
import { expectToldOnce, told, wholeTickets } from "#test/support/whole-tickets"

const ticketIds = Array.from({ length: 100 }, (_, i) => `TKT-killed-${i}`)

/** Not as long as other tests give functions: what a dead one has claimed is out of reach for so long. */
const brief = { LAMBDA_PATIENCE: "1" }

/** An integrator that sends each ticket until it is acknowledged, two requests at a time. */
const integrator = () => {
  const acknowledged = new Set<string>()
  const put = async (awsUrl: string, batch: readonly string[]) => {
    const { kinesis, destroy } = clients(awsUrl)
    const Records = batch.map((id) => ({ PartitionKey: id, Data: Buffer.from(JSON.stringify(message(id))) }))
    const command = new PutRecordsCommand({ StreamName: resources.intake.name, Records })
    const answer = await kinesis.send(command).finally(destroy)
    for (const [i, { SequenceNumber }] of answer.Records?.entries() ?? [])
      if (SequenceNumber) acknowledged.add(batch[i] ?? "")
  }
  const left = () => ticketIds.filter((id) => !acknowledged.has(id))
  /** Rejects where the desk is gone. `progress` is called after every acknowledgement. */
  const send = async (awsUrl: string, progress: (count: number) => Promise<void>) => {
    for (let next = left(); next.length > 0; next = left()) {
      await Promise.all([put(awsUrl, next.slice(0, 5)), put(awsUrl, next.slice(5, 10).concat(next.slice(0, 1)))])
      await progress(acknowledged.size)
    }
  }
  return { acknowledged, send }
}

test("after kill -9 every acknowledged record is a ticket once, and every station catches up", async () => {
  const folder = await temporaryFolder()
  const { acknowledged, send } = integrator()
  const kills: number[] = []

  const first = startDesk({ folder, env: brief })
  const once = await first.up()
  const sending = send(once.awsUrl, async (count) => {
    if (count >= 30) await eventually(async () => expect(await told(once)).toBeGreaterThan(0), { within: 60_000 })
    if (count >= 50 && kills.length === 0) void first.kill("SIGKILL").then(() => kills.push(Date.now()))
  })
  await expect(sending).rejects.toThrow()
  expect(acknowledged.size).toBeGreaterThanOrEqual(50)
  expect(acknowledged.size).toBeLessThan(100)

  const second = startDesk({ folder, env: brief })
  const twice = await second.up()
  const before = await told(twice)
  await send(twice.awsUrl, async () => undefined)
  await eventually(async () => expect(await told(twice)).toBeGreaterThan(before + 10), { within: 60_000, every: 100 })
  await second.kill("SIGKILL")
  kills.push(Date.now())

  const third = startDesk({ folder, env: brief })
  await wholeTickets(await third.up(), ticketIds)
  expect((await third.kill("SIGTERM")).code).toBe(0)
  expectToldOnce(folder, ticketIds, kills)
  for (const { output, errors } of [first, second, third])
    expect(output() + errors()).not.toMatch(/\n +at |Warning|@example|Cora@|No connection/i)
})
