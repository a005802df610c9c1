import { mkdirSync } from "node:fs"
import type { IncomingMessage, ServerResponse } from "node:http"
import { DatabaseSync } from "node:sqlite"
import { buildApp } from "fauxqs"
import { z } from "zod"
import { type Clock, systemClock } from "#local/clock"
import { element } from "#local/query-service"
import type { Service } from "#local/service"
import { presignedUntil } from "#local/storage/presigned"
import { PersistenceManager } from "../../node_modules/fauxqs/dist/persistence.js"
import { S3Store } from "../../node_modules/fauxqs/dist/s3/s3Store.js"
import { SnsStore } from "../../node_modules/fauxqs/dist/sns/snsStore.js"
import { SqsStore } from "../../node_modules/fauxqs/dist/sqs/sqsStore.js"

/** As for the rest of the state: a write reaches the operating system, and waits for the disk at checkpoints only. */
const relax = (disk: PersistenceManager) =>
  z.instanceof(DatabaseSync).parse(Reflect.get(disk, "db")).exec("pragma synchronous = normal")

const open = (folder: string) => {
  try {
    mkdirSync(folder, { recursive: true })
    const disk = new PersistenceManager(folder)
    relax(disk)
    return disk
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n")
    const advice = "restore the folder, or begin anew with `npm start -- --fresh`"
    throw new Error(`The S3 data in ${folder} cannot be opened (${reason}): ${advice}`, { cause: error })
  }
}

/** Lets the web app, on another port of this machine, use presigned URLs. The endpoint lets in no page from elsewhere. */
const allowPages = ({ headers }: IncomingMessage, response: ServerResponse) => {
  if (headers.origin === undefined) return
  response.setHeader("access-control-allow-origin", headers.origin)
  response.setHeader("access-control-expose-headers", "etag, content-disposition, x-amz-version-id")
  response.setHeader("vary", "origin")
}

/** The browser's question before an upload (Fetch standard, CORS-preflight request). */
const answerPreflight = ({ headers }: IncomingMessage, response: ServerResponse) =>
  response
    .writeHead(204, {
      "access-control-allow-methods": "GET, HEAD, PUT, POST, DELETE",
      "access-control-allow-headers": headers["access-control-request-headers"] ?? "*",
      "access-control-max-age": "3000",
    })
    .end()

/** fauxqs would ignore the condition of a conditional write and overwrite what is there. */
const isConditionalWrite = ({ method, headers }: IncomingMessage) =>
  method === "PUT" && (headers["if-none-match"] !== undefined || headers["if-match"] !== undefined)

type Refusal = { status: number; code: string; message: string }

const refuse = (response: ServerResponse, { status, code, message }: Refusal) =>
  response
    .writeHead(status, { "content-type": "application/xml" })
    .end(`<Error>${element("Code", code)}${element("Message", message)}</Error>`)

const noConditions: Refusal = {
  status: 501,
  code: "NotImplemented",
  message: "The local S3 has no conditional writes: leave out If-Match and If-None-Match",
}
const expired: Refusal = { status: 403, code: "AccessDenied", message: "Request has expired" }

/** fauxqs takes presigned URLs for ever. */
const isExpired = (request: IncomingMessage, { now }: Clock): boolean => {
  const until = presignedUntil(request)
  return until !== undefined && !(now() <= until)
}

const refusalOf = (request: IncomingMessage, clock: Clock): Refusal | undefined => {
  if (isExpired(request, clock)) return expired
  return isConditionalWrite(request) ? noConditions : undefined
}

/**
 * Amazon S3 by fauxqs, in `folder`; an acknowledged object survives `kill -9`. A request's body may have 11 MiB; what is
 * larger is uploaded in parts. Throws where the folder cannot be opened.
 */
export const storage = async (folder: string, clock: Clock = systemClock): Promise<Service<"s3">> => {
  const disk = open(folder)
  const s3Store = new S3Store()
  disk.loadS3(s3Store)
  s3Store.persistence = disk
  // fauxqs makes its stores durable only when it also opens a port, on every address; so it is put together here.
  const app = buildApp({ logger: false, stores: { s3Store, snsStore: new SnsStore(), sqsStore: new SqsStore() } })
  await app.ready()
  return {
    scope: "s3",
    handle: (request, response) => {
      if (request.headers["content-type"] === "") delete request.headers["content-type"]
      allowPages(request, response)
      const refusal = refusalOf(request, clock)
      if (request.method === "OPTIONS") answerPreflight(request, response)
      else if (refusal) refuse(response, refusal)
      else app.server.emit("request", request, response)
    },
    close: async () => {
      await app.close()
      disk.close()
    },
  }
}
