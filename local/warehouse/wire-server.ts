import { createServer, type Server, type Socket } from "node:net"
import type { Broken, Database } from "#local/warehouse/database"
import { cut, fatal, isKnown, type Message, NotTheProtocol, openingOf } from "#local/warehouse/wire-messages"
import { type Session, wireSession } from "#local/warehouse/wire-session"

type Parts = {
  port: number
  /** Clients may connect before the database is open; they wait for it. */
  database: Promise<Database>
  broken: (error: Broken) => void
  idleMillis: number
}

type Client = { socket: Socket; parts: Parts; session?: Session; buffer: Buffer; ended: boolean }

/** Signs anybody in: the port is open to this machine only. */
const signIn = async (client: Client) => {
  const { socket, parts } = client
  const database = await parts.database
  client.session = wireSession({ database, socket, broken: parts.broken, idleMillis: parts.idleMillis })
  socket.write(database.greeting)
  if (client.ended) await client.session.end()
}

const refuse = (client: Client, error: unknown) => {
  client.socket.end(fatal("57P03", error instanceof Error ? error.message : String(error)))
}

/** The first messages of a connection. Data waits unread while the database opens. */
const open = (client: Client, body: Buffer) => {
  const { socket } = client
  const opening = openingOf(body)
  if (opening === "encryption") return socket.write("N")
  if (opening === "other") return socket.end()
  socket.pause()
  return signIn(client)
    .then(() => read(client))
    .catch((error: unknown) => refuse(client, error))
    .finally(() => socket.resume())
}

/** The next complete message. None while the sign-in goes on: it reads on by itself. */
const next = (client: Client): Message | undefined => {
  const opening = client.session === undefined
  const found = opening && client.socket.isPaused() ? undefined : cut(client.buffer, opening)
  if (found) client.buffer = found[1]
  return found?.[0]
}

const take = (client: Client, message: Message) => {
  if (client.session === undefined) return open(client, message.body)
  if (message.type === "X") return client.socket.end()
  // PostgreSQL would end the session that all clients share.
  if (!isKnown(message)) throw new NotTheProtocol(`A message of type ${message.type}`)
  return client.session.receive(message)
}

/** Hands on every message that is complete. */
const read = (client: Client) => {
  for (let message = next(client); message; message = next(client)) take(client, message)
}

const receive = (client: Client, bytes: Buffer) => {
  client.buffer = Buffer.concat([client.buffer, bytes])
  try {
    read(client)
  } catch (error) {
    if (!(error instanceof NotTheProtocol)) throw error
    client.socket.end(fatal("08P01", "this port speaks the PostgreSQL protocol"))
  }
}

const welcome = (socket: Socket, parts: Parts) => {
  const client: Client = { socket, parts, buffer: Buffer.alloc(0), ended: false }
  socket.setNoDelay(true)
  socket.on("data", (bytes) => receive(client, bytes))
  // A client that is gone is cleaned up after on close, which always follows.
  socket.on("error", () => socket.destroy())
  socket.on("close", () => {
    client.ended = true
    void client.session?.end()
  })
}

/** Listens on 127.0.0.1. Rejects with the system's error, code EADDRINUSE where the port is taken. */
export const wireServer = async (parts: Parts): Promise<{ port: number; close: () => Promise<void> }> => {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on("close", () => sockets.delete(socket))
    welcome(socket, parts)
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(parts.port, "127.0.0.1", resolve)
  })
  const address = server.address()
  return {
    port: typeof address === "object" && address ? address.port : parts.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
