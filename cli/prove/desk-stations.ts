import { z } from "zod"
import { type DeskApi, read } from "#cli/prove/desk-api"
import { first, historyOf } from "#cli/prove/history"
import { must, type Station } from "#cli/prove/trial"
import { Agent } from "#schemas/actor"
import { TicketPageAnswer } from "#schemas/views/ticket-page"

const Agents = z.object({ items: z.array(Agent).min(1) })

/** What an agent does with a ticket, one station after the other. Each is repeatable, so a retry does no harm. */
const handled = async (agent: DeskApi, ticketId: string) => {
  const { items } = await agent.get("/api/agents", Agents)
  await agent.post(`/api/tickets/${ticketId}/assign-ticket`, { agent: items[0] })
  const page = await agent.get(`/api/tickets/${ticketId}`, TicketPageAnswer)
  if (page.draft) await agent.post(`/api/tickets/${ticketId}/approve-draft`, { draftId: page.draft.id })
  first(await historyOf(agent, ticketId), "DraftApproved", "post-command")
}

const mailed = async (agent: DeskApi, ticketId: string) => {
  const sent = (await historyOf(agent, ticketId)).filter(({ type }) => type === "NotificationSent")
  const toCustomer = sent.some((event) => event.type === "NotificationSent" && event.data.audience === "customer")
  must(toCustomer, "the customer got no mail about the reply: is mail-customer running?")
}

/** Leaves nothing for the agents to do: what a proof made, a proof closes. */
const closed = async (agent: DeskApi, ticketIds: readonly string[]) => {
  for (const ticketId of ticketIds) {
    const { status } = await agent.get(`/api/tickets/${ticketId}`, TicketPageAnswer)
    if (status === "closed") continue
    await agent.post(`/api/tickets/${ticketId}/resolve-ticket`, { outcome: "answered", remark: "This was a proof" })
    await agent.post(`/api/tickets/${ticketId}/close-ticket`, {})
  }
}

/** What people do at the desk with a ticket that has passed what it passes by itself. */
export const deskStations = (agent: DeskApi, ticketId: string): Station[] => [
  { name: "agent: assign and approve", needs: ["page view", "draft"], check: () => handled(agent, ticketId) },
  { name: "mail to the customer", needs: ["agent: assign and approve"], check: () => mailed(agent, ticketId) },
]

/** The last station, when triage is through: a resolved ticket takes no draft any more. */
export const closingStation = (agent: DeskApi, ticketIds: readonly string[]): Station => ({
  name: "resolve and close what the proof made",
  check: () => closed(agent, ticketIds),
})

/** What must answer before anything else makes sense. */
export const healthStation = (url: string): Station => ({
  name: "HTTP API",
  check: async () => {
    await read(`${url}/api/health`)
  },
})

const Description = z.object({ paths: z.record(z.string(), z.unknown()) })
const Me = z.object({ role: z.enum(["agent", "admin"]) })

/** What whoever comes to the desk asks first, without any ticket. */
export const arrivalStations = (url: string, agent: DeskApi): Station[] => [
  {
    name: "API description",
    check: async () => {
      const { paths } = Description.parse(await read(`${url}/api/openapi.json`))
      must("/api/tickets" in paths, "the description does not have /api/tickets")
    },
  },
  {
    name: "sign-in as an agent",
    check: async () => {
      await agent.get("/api/me", Me)
    },
  },
]
