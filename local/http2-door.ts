import { Agent, request as ask, type IncomingHttpHeaders, type IncomingMessage } from "node:http"
import {
  createServer,
  type Http2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from "node:http2"
import type { Socket } from "node:net"
import { pipeline } from "node:stream/promises"

/** The first bytes of an HTTP/2 connection with prior knowledge (RFC 9113, section 3.4). */
const preface = "PRI * HTTP/2.0"

export const speaksHttp2 = (firstBytes: Buffer) => firstBytes.toString("latin1", 0, preface.length) === preface

/** Headers that belong to one connection and may not cross into the other protocol (RFC 9113, section 8.2.2). */
const ofTheConnection = ["connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"]

const carriedOver = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !name.startsWith(":") && !ofTheConnection.includes(name)),
  )

export type Http2Door = { accept: (socket: Socket) => void; close: () => void }

/**
 * Takes HTTP/2 connections and passes each request on to the HTTP/1.1 server at `port()` of this machine, so that
 * services know one protocol. The JavaScript SDK's Kinesis and Bedrock clients speak HTTP/2 unless told otherwise.
 */
export const http2Door = (port: () => number): Http2Door => {
  const agent = new Agent({ keepAlive: true })
  const sessions = new Set<ServerHttp2Session>()
  const forward = async (request: Http2ServerRequest, response: Http2ServerResponse) => {
    const headers = { ...carriedOver(request.headers), host: request.authority }
    const inner = ask({ agent, host: "127.0.0.1", port: port(), path: request.url, method: request.method, headers })
    response.once("close", () => inner.destroy())
    const answered = new Promise<IncomingMessage>((resolve, reject) =>
      inner.once("response", resolve).once("error", reject),
    )
    const [answer] = await Promise.all([answered, pipeline(request, inner)])
    response.writeHead(answer.statusCode ?? 502, carriedOver(answer.headers))
    await pipeline(answer, response)
  }
  const server: Http2Server = createServer((request, response) => {
    forward(request, response).catch(() => response.stream?.destroy())
  })
  server.on("session", (session) => {
    sessions.add(session)
    session.once("close", () => sessions.delete(session))
  })
  return {
    accept: (socket) => void server.emit("connection", socket),
    close: () => {
      for (const session of sessions) session.close()
      agent.destroy()
    },
  }
}
