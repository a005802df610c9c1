import { z } from "zod"
import { TicketId } from "#schemas/id"
import type { CommandName, InputOf } from "#schemas/ticket/commands"
import { TicketPageAnswer } from "#schemas/ticket/views/ticket-page"
import { ApiError } from "#web/api/api-error.ts"
import type { Request } from "#web/api/request.ts"

/** The answer to a command. A customer's reply to a closed ticket has the id of the new one. */
export const Accepted = z.object({ ticketId: TicketId, version: z.int() })
export type Accepted = z.infer<typeof Accepted>

/** What a person asks for: a command's name and its input. */
export type Command = {
  [N in CommandName]: {
    name: N
    input: InputOf<N>
    /** The page that the person looked at: their decision counts only if nothing was said since. */
    seen?: TicketPageAnswer
  }
}[CommandName]

type Sending = { request: Request; ticketId: string; command: Command; key: string }

const pathOf = ({ ticketId }: Sending): string => `/api/tickets/${encodeURIComponent(ticketId)}`

const post = (sending: Sending, ifMatch?: number): Promise<Accepted> => {
  const { request, command, key } = sending
  const call = { body: command.input, idempotencyKey: key, ...(ifMatch !== undefined && { ifMatch }) }
  return request(`${pathOf(sending)}/${command.name}`, Accepted, call)
}

const lastSaid = ({ timeline }: TicketPageAnswer): number =>
  timeline.findLast(({ kind }) => kind === "customer" || kind === "agent")?.version ?? 0

/** The ticket's version now. Throws where it holds a message that the person has not read. */
const versionUnlessSaid = async (sending: Sending, seen: TicketPageAnswer): Promise<number> => {
  const now = await sending.request(pathOf(sending), TicketPageAnswer)
  if (lastSaid(now) === lastSaid(seen)) return now.version
  throw new ApiError("A message arrived while you were deciding. Read it, then try again.", {
    status: 412,
    code: "stale",
  })
}

const attempts = 5

const isStale = (error: unknown): boolean => error instanceof ApiError && error.status === 412

/** The platform's own bookkeeping moves a ticket on all the time; only words that were not read are worth a refusal. */
const postAsSeen = async (sending: Sending, seen: TicketPageAnswer): Promise<Accepted> => {
  let { version } = seen
  for (let attempt = 1; ; attempt++) {
    try {
      return await post(sending, version)
    } catch (refusal) {
      if (!isStale(refusal) || attempt === attempts) throw refusal
      version = await versionUnlessSaid(sending, seen)
    }
  }
}

/** Sends one command; `key` makes it safe to send it again. Throws ApiError. */
export const sendCommand = (sending: Sending): Promise<Accepted> => {
  const { seen } = sending.command
  return seen ? postAsSeen(sending, seen) : post(sending)
}
