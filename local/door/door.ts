import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http"
import type { FunctionName } from "#functions/manifest"
import type { FunctionSpec } from "#functions/spec"
import { systemClock } from "#local/clock"
import { addressOf, isForThisMachine } from "#local/door/address"
import { apiDoor } from "#local/door/api"
import { authorizer } from "#local/door/authorizer"
import { answerData, deskData, isDeskData } from "#local/door/desk-data"
import { type LiveConnections, type LiveLimits, liveLimits } from "#local/door/live-connections"
import { liveDoor } from "#local/door/live-door"
import { answerProblem } from "#local/door/problem"
import { webApp } from "#local/door/web-app"
import type { Lag } from "#local/event-sources/source"
import { type FailureLog, failureLog } from "#local/failure-log"
import { issuerOf, mount, originsOf } from "#local/identity/client"
import type { Identity } from "#local/identity/identity"
import type { Lambda } from "#local/lambda/lambda"

export type DoorSettings = {
  /** 0 takes any free one. */
  port: number
  functions: ReadonlyMap<FunctionName, FunctionSpec>
  lambda: Lambda
  identity: Identity
  /** The folder with the built web app. */
  webFolder: string
  /** What was mailed and announced, for the outbox page. */
  outbox: { list: () => unknown }
  /** How far behind each function is, for `desk metrics`. */
  lag: () => Promise<readonly Lag[]>
  live: LiveConnections
  limits?: LiveLimits
  failures?: FailureLog
}

/** `url` is `http://127.0.0.1:<port>`; tokens are issued by `issuer`. */
export type Door = { port: number; url: string; issuer: string; close: () => Promise<void> }

/** How long requests under way may take to finish once the door closes, in milliseconds. */
const grace = 3000

const listen = (server: Server, port: number) =>
  new Promise<number>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken: stop what listens there, or set PORT to a free port`
      const forbidden = `Port ${port} may not be opened by this user: set PORT to a free port above 1023`
      const clear = new Map([
        ["EADDRINUSE", taken],
        ["EACCES", forbidden],
      ]).get(error.code ?? "")
      reject(clear ? new Error(clear, { cause: error }) : error)
    })
    server.listen(port, "127.0.0.1", () => {
      const address = server.address()
      resolve(typeof address === "object" && address ? address.port : port)
    })
  })

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Who answers which part of the address space. */
const requestHandler = (settings: DoorSettings, at: { url: string; issuer: string; failures: FailureLog }): Handler => {
  const { functions, lambda, identity, webFolder, outbox, lag } = settings
  const { keys, clientId } = identity
  const authorize = authorizer({ keys, issuer: at.issuer, audience: clientId })
  const api = apiDoor({ functions, lambda, authorize, failures: at.failures })
  const signIn = identity.serve(at.url)
  const app = webApp(webFolder, originsOf(at.url))
  const data = deskData({ issuer: at.issuer, clientId, outbox, lag })
  return async (request, response) => {
    const { path } = addressOf(request)
    if (path.startsWith("/api/")) return api(request, response)
    if (path.startsWith(`${mount}/`)) return signIn(request, response)
    if (isDeskData(data, request)) return answerData(data, request, response)
    return app(request, response)
  }
}

const notForHere = {
  status: 421,
  code: "misdirected",
  detail: "This desk answers to 127.0.0.1 and localhost only",
}

/** Refuses what is meant for another host, and answers 500 for what nobody foresaw. */
const guarded = (handle: Handler, failures: FailureLog): RequestListener => {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (!isForThisMachine(request)) return answerProblem(response, notForHere)
    try {
      await handle(request, response)
    } catch (error) {
      failures({ source: "web", what: `${request.method} ${addressOf(request).path}`, error })
      answerProblem(response, { status: 500, code: "internal", detail: "The desk could not answer: see its log" })
    }
  }
  return (request, response) => void answer(request, response)
}

const closeHttp = async (server: Server) => {
  const closed = new Promise((resolve) => server.close(resolve))
  // A kept connection goes idle only when its last answer is out.
  const idle = setInterval(() => server.closeIdleConnections(), 20)
  const late = setTimeout(() => server.closeAllConnections(), grace)
  await closed
  clearInterval(idle)
  clearTimeout(late)
}

/**
 * The desk's one web address: the app, `/api`, the WebSocket `/api/live`, `/auth` and `/dev/outbox.json`, on 127.0.0.1.
 * `close` refuses new requests and gives those under way 3 s. Throws where the port is taken, naming PORT.
 */
export const startDoor = async (settings: DoorSettings): Promise<Door> => {
  const { failures = failureLog(console.error, systemClock), functions, lambda, limits = liveLimits } = settings
  const server = createServer()
  const port = await listen(server, settings.port)
  const url = `http://127.0.0.1:${port}`
  const issuer = issuerOf(url)
  const live = liveDoor({ functions, lambda, connections: settings.live, failures, limits })
  server.on("request", guarded(requestHandler(settings, { url, issuer, failures }), failures))
  server.on("upgrade", (request, socket, head) => void live.upgrade(request, socket, head))
  const close = async () => {
    const answered = closeHttp(server)
    await live.close()
    await answered
  }
  return { port, url, issuer, close }
}
