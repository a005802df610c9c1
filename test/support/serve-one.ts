import { awsEndpoint } from "#local/aws-endpoint"
import { kinesis } from "#local/kinesis"

const [name, folder = ""] = process.argv.slice(2)
const service = name === "kinesis" ? await kinesis(folder) : undefined
if (!service) throw new Error(`No service ${name}`)
const { port } = await awsEndpoint([service], 0)
console.log(port)

// Nobody is left to kill this process once the test that started it is gone.
process.stdin.resume().once("end", () => process.exit())
