import { once } from "node:events"
import type { IncomingMessage, Server, ServerResponse } from "node:http"
import { Readable } from "node:stream"
import { promisify } from "node:util"
import kinesalite from "kinesalite"
import leveldown from "leveldown"
import { checkLevelFiles } from "#local/leveldb-files"
import { account, region } from "#local/region"
import { answerError, readBody, type Service } from "#local/service"

const advice = "restore the folder, or begin anew with `npm start -- --fresh`"

/** kinesalite reports a folder that it cannot open as an uncaught exception, so the folder is tried first. */
const assertOpens = async (folder: string) => {
  const database = leveldown(folder)
  try {
    const checkTables = checkLevelFiles(folder)
    await promisify(database.open.bind(database))()
    checkTables()
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n")
    throw new Error(`The Kinesis data in ${folder} cannot be opened (${reason}): ${advice}`, { cause: error })
  }
  await promisify(database.close.bind(database))()
}

/** kinesalite takes its account and region from the environment, once, when it is created. */
const create = (folder: string): Server => {
  const { AWS_ACCOUNT_ID, AWS_REGION } = process.env
  Object.assign(process.env, { AWS_ACCOUNT_ID: account, AWS_REGION: region })
  try {
    return kinesalite({ path: folder, createStreamMs: 0, deleteStreamMs: 0, updateStreamMs: 0, shardLimit: 100 })
  } finally {
    for (const [name, value] of Object.entries({ AWS_ACCOUNT_ID, AWS_REGION })) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

/** The server is only asked by events, so closing its port, after its database, finds none open. */
const neverListened = (error: Error) => "code" in error && error.code === "ERR_SERVER_NOT_RUNNING"

/** The request with its body read: kinesalite throws an uncaught exception when a client hangs up half way. */
const replay = ({ method, url, headers }: IncomingMessage, body: Buffer) =>
  Object.assign(Readable.from(body.length > 0 ? [body] : []), { method, url, headers })

/**
 * Amazon Kinesis Data Streams by kinesalite on LevelDB in `folder`; an acknowledged record survives `kill -9`.
 * What kinesalite lacks (SubscribeToShard and the like) answers UnknownOperationException. Throws where the folder
 * cannot be opened.
 */
export const kinesis = async (folder: string): Promise<Service<"kinesis">> => {
  await assertOpens(folder)
  const server = create(folder)
  const underway = new Set<ServerResponse>()
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request)
    if (response.destroyed) return
    underway.add(response)
    response.once("close", () => underway.delete(response))
    server.emit("request", replay(request, body), response)
  }
  return {
    scope: "kinesis",
    handle: (request, response) => {
      answer(request, response).catch((error: unknown) => answerError(response, error))
    },
    close: async () => {
      await Promise.all([...underway].map((response) => once(response, "close")))
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error && !neverListened(error) ? reject(error) : resolve()))
      })
    },
  }
}
