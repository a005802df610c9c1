import { once } from "node:events"
import { startCloud } from "../local/cloud.ts"

/** An empty desk in a process of its own; tells its parent the addresses once the warehouse is open, and ends with it. */
const [dataFolder = ""] = process.argv.slice(2)
// The web app is not looked at: any folder will do.
const settings = { port: 0, awsPort: 0, warehousePort: 0, dataFolder }
const { awsUrl, warehouseUrl, warehouse, close } = await startCloud(settings, { webFolder: dataFolder })
await warehouse

process.send?.({ awsUrl, warehouseUrl })
const seconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1e6
// Every question is how much CPU has been used until now.
process.on("message", () => {
  process.send?.({ all: seconds(process.cpuUsage()), mainThread: seconds(process.threadCpuUsage()) })
})
await once(process, "disconnect")
await close()
process.exit()
