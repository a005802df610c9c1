import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http"
import { type AddressInfo, createServer, type Server, type Socket } from "node:net"
import { credentialScope } from "#local/credential-scope"
import { http2Door, speaksHttp2 } from "#local/http2-door"
import { answerXmlError, isQuery } from "#local/query-service"
import { AwsError, answerError, type Service } from "#local/service"

/** How long requests under way may take to finish once the endpoint closes, in milliseconds. */
const grace = 500

const loopback = ["localhost", "127.0.0.1", "[::1]"]

/** Signatures are not checked, so a page from elsewhere must not reach the cloud through a developer's browser. */
const isForeign = (origin: string | undefined) =>
  origin !== undefined && (!URL.canParse(origin) || !loopback.includes(new URL(origin).hostname))

const serviceFor = (services: readonly Service[], request: IncomingMessage): Service => {
  const { origin } = request.headers
  if (isForeign(origin)) throw new AwsError("AccessDeniedException", `Pages from ${origin} may not call`, 403)
  const scope = credentialScope(request)
  if (scope === undefined) {
    const message = "Missing Authentication Token: sign the request, with any key, for the service that it is meant for"
    throw new AwsError("MissingAuthenticationTokenException", message, 403)
  }
  const service = services.find((each) => each.scope === scope)
  if (service) return service
  const known = services.map((each) => each.scope).join(", ")
  throw new AwsError("UnknownOperationException", `There is no local service "${scope}"; there are ${known}`, 404)
}

const route = (services: readonly Service[]) => (request: IncomingMessage, response: ServerResponse) => {
  try {
    serviceFor(services, request).handle(request, response)
  } catch (error) {
    request.resume()
    if (isQuery(request)) answerXmlError(response, error)
    else answerError(response, error)
  }
}

const listen = (server: Server, port: number) =>
  new Promise<AddressInfo>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken: stop what listens there, or set AWS_PORT to a free port`
      const closed = `Port ${port} cannot be opened (${error.code}): set AWS_PORT to a free port above 1023`
      reject(new Error(error.code === "EADDRINUSE" ? taken : closed, { cause: error }))
    })
    server.listen(port, "127.0.0.1", () => {
      const address = server.address()
      if (address && typeof address === "object") resolve(address)
    })
  })

export type AwsEndpoint = { port: number; close: () => Promise<void> }

/** Every connection, and those among them that answer a request, which are the last to close. */
const connections = () => {
  const all = new Set<Socket>()
  const working = new Set<Socket>()
  return {
    add: (socket: Socket) => {
      all.add(socket)
      socket.on("error", () => socket.destroy())
      socket.once("close", () => all.delete(socket))
    },
    work: (socket: Socket) => working.add(socket),
    rest: (socket: Socket) => working.delete(socket),
    destroyIdle: () => all.forEach((socket) => void (working.has(socket) || socket.destroy())),
    destroyAll: () => all.forEach((socket) => void socket.destroy()),
  }
}

/**
 * The one address that every AWS SDK talks to: HTTP/1.1 and HTTP/2 (prior knowledge) on 127.0.0.1, routed by the service
 * in the request's credential scope. Port 0 takes any free one. `close` lets requests under way finish for half a second;
 * the services stay open, for the caller to close afterwards. Throws where the port is taken, naming AWS_PORT.
 */
export const awsEndpoint = async (services: readonly Service[], port: number): Promise<AwsEndpoint> => {
  const open = connections()
  const serve = route(services)
  const http1 = createHttpServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    open.work(request.socket)
    response.once("close", () => {
      open.rest(request.socket)
      if (!server.listening) request.socket.destroy()
    })
    serve(request, response)
  })
  const server = createServer((socket) => {
    open.add(socket)
    socket.once("readable", () => {
      const firstBytes: Buffer | null = socket.read()
      if (firstBytes === null) return
      socket.unshift(firstBytes)
      if (!speaksHttp2(firstBytes)) return http1.emit("connection", socket)
      open.work(socket)
      return http2.accept(socket)
    })
  })
  const address = await listen(server, port)
  const http2 = http2Door(() => address.port)
  return {
    port: address.port,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      open.destroyIdle()
      http2.close()
      const late = setTimeout(open.destroyAll, grace)
      await closed
      clearTimeout(late)
    },
  }
}
