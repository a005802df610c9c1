import { type DeskApi, deskApi } from "#cli/prove/desk-api"
import { arrivalStations, closingStation, deskStations, healthStation } from "#cli/prove/desk-stations"
import { fallbackStation } from "#cli/prove/fallback"
import { listen } from "#cli/prove/live"
import { senders } from "#cli/prove/senders"
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

type Sent = { door: string; ticketId: string }

/** Sends one ticket through every door. A door that refuses is an outcome of its own. */
const sendAll = async (agent: DeskApi, trial: (station: Station) => Promise<Outcome>): Promise<Sent[]> => {
  const sent: Sent[] = []
  const each = Object.entries(senders(agent)).map(([door, send]) => {
    const check = async () => {
      sent.push({ door, ticketId: await send() })
    }
    return trial({ name: `${door}: submit`, check })
  })
  await Promise.all(each)
  return sent.toSorted((a, b) => b.door.localeCompare(a.door))
}

const inOrder = async (stations: readonly Station[], trial: (station: Station) => Promise<Outcome>) => {
  const outcomes: Outcome[] = []
  for (const station of stations) outcomes.push(await trial(station))
  return outcomes
}

/**
 * Sends a ticket through every door and checks every station that it must pass. Resolves with all outcomes; the desk is
 * proven when none has a failure.
 */
export const prove = async ({ url, token, patience, select, local, onOutcome }: Proof): Promise<Outcome[]> => {
  const deadline = Date.now() + patience * 1000
  const outcomes: Outcome[] = []
  const trial = async (station: Station, until = deadline) => {
    const outcome = await attempt(station, until)
    outcomes.push(outcome)
    onOutcome(outcome)
    return outcome
  }
  if ((await trial(healthStation(url), Math.min(deadline, Date.now() + firstAnswer))).failure) return outcomes
  const agent = deskApi(url, token)
  const live = await listen(url, token)
  const sent = await sendAll(agent, trial)
  const ticketIds = sent.map(({ ticketId }) => ticketId)
  const passing = sent.flatMap(({ door, ticketId }) => ticketStations(door, { agent, ticketId, select }))
  const one = ticketIds.slice(0, 1)
  const handling = inOrder(
    one.flatMap((ticketId) => deskStations(agent, ticketId)),
    trial,
  )
  const fallback = local ? one.map(fallbackStation) : []
  const stations = [...arrivalStations(url, agent), ...passing, ...fallback, live.station(ticketIds)]
  await Promise.all(stations.map((station) => trial(station)))
  await handling
  await trial(closingStation(agent, ticketIds))
  live.close()
  return outcomes
}
