import { z } from "zod"
import { type DeskApi, read } from "#cli/prove/desk-api"
import { first, historyOf } from "#cli/prove/history"
import { must, type Station } from "#cli/prove/trial"
import { env } from "#functions/lib/env"
import { Agent } from "#schemas/actor"
import { TicketPageAnswer } from "#schemas/ticket/views/ticket-page"

const Agents = z.object({ items: z.array(Agent).min(1) })
const Me = z.object({ id: z.string(), role: z.enum(["agent", "admin"]) })

/** What an agent does with a ticket, one station after the other. Each is repeatable, so a retry does no harm. */
const handled = async (agent: DeskApi, ticketId: string) => {
  const { items } = await agent.get("/api/agents", Agents)
  const { id } = await agent.get("/api/me", Me)
  const self = items.find((each) => each.id === id)
  if (!self) throw new Error("the agents do not list whoever proves: is list-agents running?")
  await agent.post(`/api/tickets/${ticketId}/assign-ticket`, { agent: self })
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

const WebApp = z.object({ issuer: z.url(), clientId: z.string() })

/** Where the web app signs people in must be where this desk's tokens come from. */
const served = async (url: string) => {
  const page = await fetch(url, { signal: AbortSignal.timeout(10_000) })
  must(page.ok && (await page.text()).includes("<script"), `${url} answered ${page.status}, and no web app`)
  const { issuer, clientId } = WebApp.parse(await read(`${url}/config.json`))
  must(issuer === env("ISSUER") && clientId === env("CLIENT_ID"), "config.json names another user pool")
}

/** The web app, as whoever comes by a browser gets it. */
export const webStation = (url: string): Station => ({ name: "web app", check: () => served(url) })

const Description = z.object({ paths: z.record(z.string(), z.unknown()) })
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
