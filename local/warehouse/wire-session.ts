import type { Socket } from "node:net"
import { Broken, type Database } from "#local/warehouse/database"
import { toPostgres } from "#local/warehouse/redshift-dialect"
import { statementNames } from "#local/warehouse/statement-names"
import type { Owner } from "#local/warehouse/turns"
import {
  closeStatement,
  copyFail,
  encode,
  fatal,
  type Message,
  query,
  readyStatus,
  rewrite,
  sync,
} from "#local/warehouse/wire-messages"

/** Milliseconds that a client may keep a transaction open without a word, as others wait for it meanwhile. */
export const idleTransaction = 30_000

export type Session = {
  /** Takes one message of the client. Whole units are answered in order. */
  receive: (message: Message) => void
  /** Rolls back what is open and forgets the client's statements. */
  end: () => Promise<void>
}

/** The messages after which a client waits for an answer: Query, Sync, Flush, FunctionCall. */
const unitEnds = new Set(["Q", "S", "H", "F"])
/** Copied data, which is never asked for; what a client sends of it before it hears so is dropped. */
const copied = new Set(["d", "c", "f"])

/** The unit with a CopyFail where PostgreSQL would read the data of a COPY FROM STDIN. */
const guarded = (unit: readonly Message[]): Buffer => {
  const last = unit.at(-1)
  const guardedUnit = last?.type === "S" ? [...unit.slice(0, -1), copyFail, last] : [...unit, copyFail]
  return Buffer.concat(guardedUnit.map(encode))
}

/** Ends whatever the client left open, and takes back what it set for the session that all share. */
const rollback = Buffer.concat([sync, query("rollback"), query("reset all")].map(encode))

const forget = (names: readonly string[]): Buffer => Buffer.concat([...names.map(closeStatement), sync].map(encode))

type Parts = { database: Database; socket: Socket; broken: (error: Broken) => void; idleMillis: number }

/** Keeps the database for a client whose transaction or half-sent unit is open, though not for ever. */
const keeper = ({ database: { turns }, socket, idleMillis }: Parts, owner: Owner) => {
  let timer: NodeJS.Timeout | undefined
  const giveUp = () => {
    const reason = `no word for ${idleMillis / 1000} s in an open transaction: it is rolled back`
    socket.end(fatal("25P03", reason), () => socket.destroy())
  }
  return {
    stop: () => clearTimeout(timer),
    /** `status` is the session's after an answer. */
    keep: (status: string | undefined) => {
      if (status === "I") return turns.release(owner)
      turns.hold(owner)
      timer = setTimeout(giveUp, idleMillis)
      return undefined
    },
  }
}

const toBroken = (error: unknown): Broken =>
  error instanceof Broken ? error : new Broken(error instanceof Error ? error.message : String(error))

/** One client of the PostgreSQL protocol, after it has signed in. `broken` hears when PostgreSQL itself broke down. */
export const wireSession = (parts: Parts): Session => {
  const { turns, raw } = parts.database
  const owner: Owner = {}
  const names = statementNames()
  const rewriting = { define: names.define, refer: names.refer, translate: toPostgres }
  const { keep, stop } = keeper(parts, owner)
  let unit: Message[] = []
  let flushed = false
  let work: Promise<void> = Promise.resolve()

  const answer = async (messages: readonly Message[]) => {
    stop()
    const stale = flushed ? [] : names.takeStale()
    if (stale.length > 0) await raw(forget(stale))
    const bytes = await raw(guarded(messages.map((message) => rewrite(message, rewriting))))
    const status = readyStatus(bytes)
    flushed = status === undefined
    if (flushed && messages.at(-1)?.type !== "H") throw new Broken("PostgreSQL stopped answering")
    parts.socket.write(bytes)
    keep(status)
  }

  const cleanUp = async () => {
    stop()
    await raw(rollback)
    await raw(forget(names.all()))
    turns.release(owner)
  }

  const queue = (job: () => Promise<void>) => {
    work = work.then(() => turns.take(owner, job)).catch((error: unknown) => parts.broken(toBroken(error)))
    return work
  }

  return {
    receive: (message) => {
      if (copied.has(message.type)) return
      unit.push(message)
      if (!unitEnds.has(message.type)) return
      const whole = unit
      unit = []
      void queue(() => answer(whole))
    },
    end: () => queue(cleanUp),
  }
}
