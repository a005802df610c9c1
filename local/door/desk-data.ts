import type { IncomingMessage, ServerResponse } from "node:http"
import { addressOf } from "#local/door/address"
import type { Lag } from "#local/event-sources/source"

/**
 * What the web app asks before it asks the API: how to sign in, and, on this machine only, what would have
 * been mailed and how far behind each function is.
 */
export type DeskData = Record<string, () => unknown>

type Parts = {
  issuer: string
  clientId: string
  outbox: { list: () => unknown }
  lag: () => Promise<readonly Lag[]>
}

/** `/config.json` is a file of the same name on AWS. */
export const deskData = ({ issuer, clientId, outbox, lag }: Parts): DeskData => {
  const config = () => ({ issuer, clientId, live: "/api/live", stage: "local" })
  return {
    "/config.json": config,
    "/dev/config.json": config,
    "/dev/outbox.json": async () => ({ items: await outbox.list() }),
    "/dev/metrics.json": async () => ({ functions: await lag() }),
  }
}

export const isDeskData = (data: DeskData, request: IncomingMessage) => Object.hasOwn(data, addressOf(request).path)

export const answerData = async (data: DeskData, request: IncomingMessage, response: ServerResponse) => {
  const answer = await data[addressOf(request).path]?.()
  response.writeHead(200, {
    "content-type": "application/json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  })
  response.end(request.method === "HEAD" ? undefined : JSON.stringify(answer))
}
