import { deskApi } from "#cli/prove/desk-api"
import { arrivalStations, closingStation, deskStations, healthStation } from "#cli/prove/desk-stations"
import { fallbackStation } from "#cli/prove/fallback"
import { listen } from "#cli/prove/live"
import { type Sender, senders } from "#cli/prove/senders"
import { ticketStations } from "#cli/prove/ticket-stations"
import { attempt, type Outcome, type Station } from "#cli/prove/trial"

export type Proof = {
  url: string
  /** An agent's ID token. */
  token: string
  /** Seconds for everything together. */
  patience: number
  /** Answers the rows of a query on the warehouse. */
  select: (sql: string) => Promise<unknown[]>
  /** Whether functions have their plain names there, so that they can be invoked. */
  local?: boolean
  /** Called as each station passes or fails. */
  onOutcome: (outcome: Outcome) => void
}

/** How long a desk that just starts may take to answer at all, in milliseconds. */
const firstAnswer = 10_000

type Trial = (station: Station, until?: number) => Promise<Outcome>

/** Submits a ticket; undefined where the door goes on refusing, which is an outcome of its own. */
const submitted = async (door: string, send: Sender, trial: Trial): Promise<string | undefined> => {
  let ticketId: string | undefined
  const check = async () => {
    ticketId = await send()
  }
  await trial({ name: `${door}: submit`, check })
  return ticketId
}

/** One after the other, as far as they hold: what comes after a failure would fail without being to blame. */
const inOrder = async (stations: readonly Station[], trial: Trial) => {
  for (const station of stations) if ((await trial(station)).failure !== undefined) return
}

const atOnce = (stations: readonly Station[], trial: Trial) => Promise.all(stations.map((station) => trial(station)))

/** One ticket through every door, each with its stations; people then work on whichever came in first. */
const tickets = async ({ url, token, select, local }: Proof, trial: Trial) => {
  const agent = deskApi(url, token)
  const live = await listen(url, token)
  const stations = (door: string, ticketId: string) => [
    ...ticketStations(door, { agent, ticketId, select }),
    live.station(door, ticketId),
  ]
  const handled: string[] = []
  const handle = async (ticketId: string) => {
    if (handled.push(ticketId) > 1) return
    if (local) await trial(fallbackStation(ticketId))
    await inOrder(deskStations(agent, ticketId), trial)
  }
  const through = async ([door, send]: [string, Sender]) => {
    const ticketId = await submitted(door, send, trial)
    if (ticketId) await Promise.all([atOnce(stations(door, ticketId), trial), handle(ticketId)])
  }
  await Promise.all([atOnce(arrivalStations(url, agent), trial), ...Object.entries(senders(agent)).map(through)])
  await trial(closingStation(agent, handled))
  live.close()
}

/**
 * Sends a ticket through every door and checks every station that it must pass. Resolves with all outcomes; the desk is
 * proven when none has a failure.
 */
export const prove = async (proof: Proof): Promise<Outcome[]> => {
  const deadline = Date.now() + proof.patience * 1000
  const outcomes: Outcome[] = []
  const trial: Trial = async (station, until = deadline) => {
    const outcome = await attempt(station, until)
    outcomes.push(outcome)
    proof.onOutcome(outcome)
    return outcome
  }
  const { failure } = await trial(healthStation(proof.url), Math.min(deadline, Date.now() + firstAnswer))
  if (failure === undefined) await tickets(proof, trial)
  return outcomes
}
