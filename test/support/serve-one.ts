import { awsEndpoint } from "#local/aws-endpoint"
import { kinesis } from "#local/kinesis/kinesis"
import { queues } from "#local/sqs/queues"
import { sqs } from "#local/sqs/sqs"
import { openState } from "#local/state"
import { storage } from "#local/storage/storage"

const [name, folder = ""] = process.argv.slice(2)
const services = {
  kinesis: () => kinesis(folder),
  s3: () => storage(folder),
  sqs: async () => sqs(queues(openState(folder))),
}
if (!(name === "kinesis" || name === "s3" || name === "sqs")) throw new Error(`No service ${name}`)
const { port } = await awsEndpoint([await services[name]()], 0)
console.log(port)

// Nobody is left to kill this process once the test that started it is gone.
process.stdin.resume().once("end", () => process.exit())
