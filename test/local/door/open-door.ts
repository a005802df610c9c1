import { once } from "node:events"
import { readFile, writeFile } from "node:fs/promises"
import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from "node:http"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { onTestFinished } from "vitest"
import { WebSocket } from "ws"
import { type FunctionName, functions } from "#functions/manifest"
import { type DoorSettings, startDoor } from "#local/door/door"
import { liveConnections } from "#local/door/live-connections"
import type { Failure } from "#local/failure-log"
import { demoToken } from "#local/identity/demo-token"
import { openIdentity } from "#local/identity/identity"
import { identityKeys } from "#local/identity/keys"
import { openState } from "#local/state"
import { temporaryFolder } from "#test/support/temporary"

let keysFile: Promise<string> | undefined

/** Making keys is slow, so the doors of one test file share theirs. */
const shareKeys = async (folder: string) => {
  const file = join(folder, "identity-keys.json")
  if (keysFile) return writeFile(file, await keysFile)
  keysFile = identityKeys(folder).then(() => readFile(file, "utf8"))
  await keysFile
}

export type Invoked = { name: FunctionName; event: unknown }

/** A door on a free port before functions that answer what `answer` returns; it notes what they were called with. */
export const openDoor = async (
  answer: (name: FunctionName, event: unknown) => unknown = () => ({ statusCode: 200, body: "ok" }),
  more: Partial<DoorSettings> = {},
) => {
  const folder = await temporaryFolder()
  await shareKeys(folder)
  const state = openState(folder)
  const invoked: Invoked[] = []
  const failures: Failure[] = []
  const live = liveConnections()
  const door = await startDoor({
    port: 0,
    functions,
    lambda: {
      invoke: async (name, event) => {
        invoked.push({ name, event })
        return answer(name, event)
      },
    },
    identity: await openIdentity({ folder, state }),
    webFolder: folder,
    outbox: { list: () => [] },
    lag: async () => [],
    live,
    failures: (failure) => failures.push(failure),
    ...more,
  })
  const close = async () => {
    await door.close()
    state.close()
  }
  let closed: Promise<void> | undefined
  const closeOnce = () => {
    closed ??= close()
    return closed
  }
  onTestFinished(closeOnce)
  const token = (role: "agent" | "admin" | "customer" | "integration" = "agent", issuer = door.issuer) =>
    demoToken({ folder, issuer, role })
  const bearer = async () => ({ authorization: `Bearer ${await token()}` })
  return { ...door, close: closeOnce, folder, invoked, failures, live, token, bearer }
}

export type Door = Awaited<ReturnType<typeof openDoor>>

/** The answer of a `$connect` that lets everybody in. */
export const letIn = () => ({ statusCode: 200 })

/** A listener on the live WebSocket, until the test ends. */
export const connect = async (door: Door, query = "?token=t") => {
  const socket = new WebSocket(`${door.url.replace("http", "ws")}/api/live${query}`)
  onTestFinished(() => socket.terminate())
  await once(socket, "open")
  return socket
}

export type RawAnswer = { status: number; headers: IncomingHttpHeaders; body: string }

/** A request exactly as written: `fetch` would tidy the path and the headers. */
export const raw = async (url: string, options: RequestOptions & { send?: string } = {}): Promise<RawAnswer> => {
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>()
  const sent = httpRequest(url, { agent: false, ...options }, (response) => {
    text(response)
      .then((body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
      .catch(reject)
  })
  sent.on("error", reject)
  sent.end(options.send)
  return promise
}
