import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { text } from "node:stream/consumers"
import type { BrowserContext } from "playwright-core"
import { WebSocketServer } from "ws"
import { customerIdOf } from "#functions/lib/customer-id"
import { webApp } from "#local/door/web-app"
import { builtWebApp } from "#local/web-build"
import { call, claimsOf } from "#test/support/api-call"
import { agents, type FakeDesk, fakeDesk } from "#test/support/fake-desk"

type Who = "agent" | "customer"
type Answer = { status: number; headers?: object; body: unknown }

const clientId = "ledgerdesk-web"

/** The token is the role's name: nobody checks a signature here. */
const whoCalls = ({ headers }: IncomingMessage): Who | undefined => {
  const token = headers.authorization?.replace(/^Bearer /, "")
  return token === "agent" || token === "customer" ? token : undefined
}

const pattern = (route: string) => new RegExp(`^${route.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`)

const handlerFor = (desk: FakeDesk, asked: string) => {
  for (const [route, handler] of Object.entries(desk.routes)) {
    const found = pattern(route).exec(asked)
    if (found) return { handler, path: { ...found.groups } }
  }
  return undefined
}

const headersOf = ({ headers }: IncomingMessage) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

const viaRoute = async (desk: FakeDesk, request: IncomingMessage, who: Who): Promise<Answer> => {
  const url = new URL(request.url ?? "/", "http://fake")
  const found = handlerFor(desk, `${request.method} ${url.pathname}`)
  if (!found) return { status: 404, body: { title: "Not found", status: 404, code: "not-found" } }
  const answer = await call(found.handler, {
    claims: claimsOf[who],
    path: found.path,
    query: Object.fromEntries(url.searchParams),
    headers: headersOf(request),
    text: await text(request),
  })
  return { ...answer, status: answer.status ?? 200 }
}

const api = async (desk: FakeDesk, request: IncomingMessage): Promise<Answer> => {
  const who = whoCalls(request)
  if (!who) return { status: 401, body: { title: "Unauthorized", status: 401, code: "unauthorized" } }
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://fake")
  if (pathname === "/api/agents") return { status: 200, body: { items: agents } }
  if (pathname !== "/api/tickets" || request.method !== "GET") return viaRoute(desk, request, who)
  const customer = who === "customer" ? customerIdOf(claimsOf.customer.email) : undefined
  return { status: 200, body: desk.list(Object.fromEntries(searchParams), customer) }
}

const send = (response: ServerResponse, { status, headers = {}, body }: Answer) =>
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body))

/** Tells everybody who listens on the WebSocket of every change. */
const live = (desk: FakeDesk) => {
  const sockets = new WebSocketServer({ noServer: true })
  desk.listeners.add((change) => {
    for (const client of sockets.clients) client.send(JSON.stringify({ type: "changed", ...change }))
  })
  return sockets
}

/** What the browser tests are served: the built app, the real routes on a desk in memory, and no identity provider. */
export const startFakeApi = async () => {
  const desk = fakeDesk()
  const outbox: object[] = []
  /** Answers that tests put in place of the real ones, by method and path; each counts once. */
  const failures = new Map<string, Answer>()
  const requests: string[] = []
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const app = webApp(await builtWebApp(), [url])
  const config = { issuer: `${url}/auth`, clientId, live: "/api/live", stage: "local" }

  const fixed: Record<string, () => Answer> = {
    "/config.json": () => ({ status: 200, body: config }),
    "/dev/outbox.json": () => ({ status: 200, body: { items: outbox.toReversed() } }),
  }
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? "/", url)
    const asked = `${request.method} ${pathname}`
    requests.push(asked)
    const instead = failures.get(asked) ?? fixed[pathname]?.()
    failures.delete(asked)
    if (instead) return send(response, instead)
    return pathname.startsWith("/api/") ? send(response, await api(desk, request)) : app(request, response)
  }
  server.on("request", (request, response) => {
    answer(request, response).catch((error: unknown) =>
      send(response, { status: 500, body: { detail: String(error) } }),
    )
  })
  const sockets = live(desk)
  server.on("upgrade", (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit("connection", client)),
  )

  /** Puts a session where oidc-client-ts keeps it, so that every page of this context is signed in. */
  const signIn = (context: BrowserContext, who: Who) =>
    context.addInitScript(
      ([key, user]) => sessionStorage.setItem(`${key}`, `${user}`),
      [
        `oidc.user:${config.issuer}:${clientId}`,
        JSON.stringify({
          id_token: who,
          access_token: who,
          refresh_token: who,
          token_type: "Bearer",
          scope: "openid profile email",
          profile: claimsOf[who],
          expires_at: Math.floor(Date.now() / 1000) + 3600,
        }),
      ],
    )

  const close = async () => {
    for (const client of sockets.clients) client.terminate()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url, desk, outbox, failures, requests, sockets, signIn, close }
}

export type FakeApi = Awaited<ReturnType<typeof startFakeApi>>
