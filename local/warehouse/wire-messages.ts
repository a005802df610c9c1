/** https://www.postgresql.org/docs/18/protocol-message-formats.html */

/** A message of a client after it has signed in: its type letter and what follows the length. */
export type Message = { type: string; body: Buffer }

const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

const cstring = (text: string): Buffer => Buffer.from(`${text}\0`)

export const encode = ({ type, body }: Message): Buffer =>
  Buffer.concat([Buffer.from(type), int32(body.length + 4), body])

export const query = (sql: string): Message => ({ type: "Q", body: cstring(sql) })
export const sync: Message = { type: "S", body: Buffer.alloc(0) }
/** Ends a COPY FROM STDIN before it can wait for data that never comes. Ignored at any other time. */
export const copyFail: Message = {
  type: "f",
  body: cstring("this warehouse does not load from the client, as Redshift does not: use INSERT"),
}
export const closeStatement = (name: string): Message => ({ type: "C", body: cstring(`S${name}`) })

const fields = (...pairs: [string, string][]) =>
  Buffer.concat([...pairs.map(([code, value]) => cstring(code + value)), Buffer.from("\0")])

/** An error that ends the connection. */
export const fatal = (code: string, message: string): Buffer =>
  encode({ type: "E", body: fields(["S", "FATAL"], ["V", "FATAL"], ["C", code], ["M", message]) })

/** The session's state at the end of an answer: I idle, T in a transaction, E in a failed one; undefined before Sync. */
export const readyStatus = (answer: Uint8Array): string | undefined => {
  const tail = Buffer.from(answer.subarray(-6))
  return tail.length === 6 && tail[0] === 0x5a && tail.readInt32BE(1) === 5 ? tail.toString("latin1", 5) : undefined
}

const sslRequest = 80877103
const gssRequest = 80877104

export type Opening = "encryption" | "startup" | "other"

/** What a connection begins with: the wish for encryption, which is declined, the sign-in, or nothing of ours. */
export const openingOf = (body: Buffer): Opening => {
  const code = body.length >= 4 ? body.readInt32BE(0) : 0
  if (code === sslRequest || code === gssRequest) return "encryption"
  return code >>> 16 === 3 ? "startup" : "other"
}

/** The longest message that is believed, in bytes. What claims more is not PostgreSQL's protocol. */
const longest = 256 * 1024 * 1024

const known = new Set("PBDECSHQFdcf")

/** Whether it is a message that a client may send after it has signed in. */
export const isKnown = ({ type }: Message): boolean => known.has(type)

/** The bytes did not make sense as messages. */
export class NotTheProtocol extends Error {}

/** Cuts the first message off: `[message, rest]`, or undefined while it is incomplete. An opening has no type letter. */
export const cut = (bytes: Buffer, opening: boolean): [Message, Buffer] | undefined => {
  const start = opening ? 0 : 1
  if (bytes.length < start + 4) return undefined
  const length = bytes.readInt32BE(start)
  if (length < 4 || length > longest) throw new NotTheProtocol(`A message of ${length} bytes`)
  const end = start + length
  if (bytes.length < end) return undefined
  return [
    { type: opening ? "" : bytes.toString("latin1", 0, 1), body: bytes.subarray(start + 4, end) },
    bytes.subarray(end),
  ]
}

/** The text at `from` up to its NUL, and where the next field begins. */
const textAt = (body: Buffer, from: number): [string, number] => {
  const end = body.indexOf(0, from)
  return [body.toString("utf8", from, end), end + 1]
}

const parse = (body: Buffer, rename: (name: string) => string, translate: (sql: string) => string) => {
  const [name, afterName] = textAt(body, 0)
  const [sql, afterSql] = textAt(body, afterName)
  return Buffer.concat([cstring(rename(name)), cstring(translate(sql)), body.subarray(afterSql)])
}

const bind = (body: Buffer, rename: (name: string) => string) => {
  const [, afterPortal] = textAt(body, 0)
  const [name, afterName] = textAt(body, afterPortal)
  return Buffer.concat([body.subarray(0, afterPortal), cstring(rename(name)), body.subarray(afterName)])
}

/** Describe and Close name a portal (P) or a statement (S). */
const named = (body: Buffer, rename: (name: string) => string) =>
  body[0] === 0x53 ? cstring(`S${rename(textAt(body, 1)[0])}`) : body

export type Rewriting = {
  /** The name under which a newly parsed statement is kept, from the client's name for it. */
  define: (name: string) => string
  /** The name under which a statement was kept. */
  refer: (name: string) => string
  translate: (sql: string) => string
}

/** A client's message with its SQL translated, and its prepared statements named apart from those of other clients. */
export const rewrite = ({ type, body }: Message, { define, refer, translate }: Rewriting): Message => {
  if (type === "Q") return query(translate(textAt(body, 0)[0]))
  if (type === "P") return { type, body: parse(body, define, translate) }
  if (type === "B") return { type, body: bind(body, refer) }
  return type === "D" || type === "C" ? { type, body: named(body, refer) } : { type, body }
}
