import { mkdir, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { resources } from "#functions/resources"
import { awsEndpoint } from "#local/aws-endpoint"
import { firehose } from "#local/firehose/firehose"
import { openState } from "#local/state"
import { copyJson } from "#local/warehouse/copy-json"
import { startWarehouse } from "#local/warehouse/warehouse"

/** Serves Firehose and the warehouse on one folder, S3 objects as files in it, until it is killed. Prints both ports. */
const [folder = ""] = process.argv.slice(2)
const warehouse = await startWarehouse({ folder: join(folder, "warehouse"), port: 0 })

const putObject = async ({ key, body }: { key: string; body: Buffer }) => {
  const path = join(folder, "objects", key)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, body)
}

const service = firehose({
  state: openState(folder),
  deliveries: [resources.eventDelivery, resources.ticketDelivery],
  putObject,
  copy: copyJson(warehouse),
  flushMillis: 20,
})
const { port } = await awsEndpoint([service], 0)
service.resume()
console.log(`${port} ${warehouse.port}`)

// Nobody is left to kill this process once the test that started it is gone.
process.stdin.resume().once("end", () => process.exit())
