import { isMainThread } from "node:worker_threads"
import { systemClock } from "#local/clock"
import { thisThread } from "#local/lambda/host"
import { serveHost } from "#local/lambda/serve-host"

if (!isMainThread) serveHost(thisThread(systemClock))
