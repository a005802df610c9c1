import type { Desk } from "#cli/operate/desk-environment"
import { type DeskApi, deskApi } from "#cli/prove/desk-api"
import { arrivalStations, closingStation, deskStations, healthStation, webStation } from "#cli/prove/desk-stations"
import { fallbackStation } from "#cli/prove/fallback"
import { type Listener, listen } from "#cli/prove/live"
import { type Door, doors } from "#cli/prove/senders"
import { ticketStations } from "#cli/prove/ticket-stations"
import { attempt, type Outcome, type Station, type Trial, tryAll } from "#cli/prove/trial"

export type Proof = {
  desk: Pick<Desk, "url" | "live" | "parts">
  /** An agent's ID token. */
  token: string
  /** Seconds for everything together. */
  patience: number
  /** Answers the rows of a query on the warehouse. */
  select: (sql: string) => Promise<unknown[]>
  /** Called as each station passes or fails. */
  onOutcome: (outcome: Outcome) => void
}

/** How long a desk that just starts may take to answer at all, in milliseconds. */
const firstAnswer = 10_000

const prefixed = (door: string, station: Station): Station => ({
  ...station,
  name: `${door} → ${station.name}`,
  needs: (station.needs ?? []).map((name) => `${door} → ${name}`),
})

type Ends = Proof & { agent: DeskApi; live: Listener; trial: Trial }

/** One ticket through one door and past every station. Returns its id where it can be closed afterwards. */
const through = async ({ agent, live, select, desk, trial }: Ends, { name, intake, send }: Door): Promise<string[]> => {
  let ticketId = ""
  const submit = async () => {
    ticketId = await send()
  }
  const { failure } = await trial({ name: `${name} → submit`, check: submit })
  if (failure !== undefined) return []
  const stations = [
    ...ticketStations({ agent, ticketId, intake, select, parts: desk.parts }),
    live.station(ticketId),
    fallbackStation(ticketId),
    ...deskStations(agent, ticketId),
  ]
  const passed = await tryAll(
    stations.map((station) => prefixed(name, station)),
    trial,
  )
  return passed.has(`${name} → page view`) ? [ticketId] : []
}

const everything = async (proof: Proof, trial: Trial) => {
  const { url, live: socket, parts } = proof.desk
  const agent = deskApi(url, proof.token)
  const live = await listen(socket, proof.token)
  const ends = { ...proof, agent, live, trial }
  const web = parts.has("web") ? [webStation(url)] : []
  const arriving = tryAll([...arrivalStations(url, agent), ...web], trial)
  const closable = await Promise.all(doors(agent).map((door) => through(ends, door)))
  await arriving
  await trial(closingStation(agent, closable.flat()))
  live.close()
}

/**
 * Sends a ticket through every door and tries every station that it must pass. Resolves with the outcomes of those that
 * were reached; the desk is proven when none has a failure.
 */
export const prove = async (proof: Proof): Promise<Outcome[]> => {
  const deadline = Date.now() + proof.patience * 1000
  const outcomes: Outcome[] = []
  const until =
    (end: number): Trial =>
    async (station) => {
      const outcome = await attempt(station, end)
      outcomes.push(outcome)
      proof.onOutcome(outcome)
      return outcome
    }
  const { failure } = await until(Math.min(deadline, Date.now() + firstAnswer))(healthStation(proof.desk.url))
  if (failure === undefined) await everything(proof, until(deadline))
  return outcomes
}
