import { z } from "zod"
import { ProblemShape } from "#functions/lib/problem"
import { Actor, Agent } from "#schemas/actor"
import { commands } from "#schemas/commands"
import { TicketId } from "#schemas/id"
import { InboxQuery } from "#schemas/messages/inbox-query"
import { NewTicket } from "#schemas/messages/new-ticket"
import { RebuildProgress } from "#schemas/rebuild"
import { InboxPage } from "#schemas/views/inbox-row"
import { TicketPageAnswer } from "#schemas/views/ticket-page"

const Accepted = z.object({ ticketId: TicketId, version: z.int() })
const Me = Actor.extend({ email: z.string().optional(), customerId: z.string().optional() })
const Health = z.object({ status: z.string(), checks: z.array(z.object({ name: z.string(), ok: z.boolean() })) })

const schema = (shape: z.ZodType, io: "input" | "output" = "output") => {
  const { $schema: _, ...rest } = z.toJSONSchema(shape, { io, unrepresentable: "any" })
  return rest
}
const json = (shape: unknown) => ({ "application/json": { schema: shape } })
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

const answers = (status: number, name: string) => ({
  [status]: { description: status === 202 ? "Accepted" : "OK", content: json(ref(name)) },
  default: { description: "A problem (RFC 9457)", content: { "application/problem+json": { schema: ref("Problem") } } },
})

const parameter = (name: string, where: "path" | "query" | "header", shape: unknown) => ({
  name,
  in: where,
  required: where === "path",
  schema: shape,
})

const ticketId = parameter("ticketId", "path", schema(TicketId))
const idempotency = parameter("Idempotency-Key", "header", { type: "string", maxLength: 255 })
const ifMatch = parameter("If-Match", "header", { type: "string", examples: ['"7"'] })
const atLeast = parameter("at-least", "query", { type: "integer", minimum: 0 })

const listParameters = () =>
  Object.entries(schema(InboxQuery, "input").properties ?? {}).map(([name, shape]) => parameter(name, "query", shape))

type Route = { summary: string; answer: [number, string]; parameters?: unknown[]; body?: unknown; open?: true }

const operation = ({ summary, answer, parameters, body, open }: Route) => ({
  summary,
  ...(parameters && { parameters }),
  ...(body ? { requestBody: { required: true, content: json(body) } } : {}),
  responses: answers(...answer),
  ...(open && { security: [] }),
})

const commandPaths = () =>
  Object.entries(commands)
    .filter(([name]) => name !== "submit-ticket")
    .map(([name, shape]) => [
      `/api/tickets/{ticketId}/${name}`,
      {
        post: operation({
          summary: `The command ${name}`,
          answer: [202, "Accepted"],
          parameters: [ticketId, idempotency, ifMatch],
          body: schema(shape, "input"),
        }),
      },
    ])

const ticketPaths = () => ({
  "/api/tickets": {
    get: operation({
      summary: "A list of tickets, newest first",
      answer: [200, "InboxPage"],
      parameters: listParameters(),
    }),
    post: operation({
      summary: "Submit a ticket",
      answer: [202, "Accepted"],
      parameters: [idempotency],
      body: schema(NewTicket, "input"),
    }),
  },
  "/api/tickets/{ticketId}": {
    get: operation({ summary: "One ticket's page", answer: [200, "TicketPage"], parameters: [ticketId, atLeast] }),
  },
  "/api/tickets/{ticketId}/events": {
    get: operation({ summary: "Its history", answer: [200, "History"], parameters: [ticketId] }),
  },
  "/api/tickets/{ticketId}/at/{version}": {
    get: operation({
      summary: "The page as it was at a version",
      answer: [200, "TicketPage"],
      parameters: [ticketId, parameter("version", "path", { type: "integer", minimum: 1 })],
    }),
  },
})

const otherPaths = () => ({
  "/api/agents": { get: operation({ summary: "Whom a ticket may be assigned to", answer: [200, "Agents"] }) },
  "/api/rebuilds": {
    get: operation({ summary: "The rebuild that runs, or the last one; for admins", answer: [200, "Rebuilds"] }),
  },
  "/api/me": { get: operation({ summary: "Who the caller is", answer: [200, "Me"] }) },
  "/api/health": {
    get: operation({ summary: "Whether the desk's tables answer", answer: [200, "Health"], open: true }),
  },
  "/api/openapi.json": {
    get: operation({ summary: "This document", answer: [200, "Document"], open: true }),
  },
})

/** OpenAPI 3.1 of the HTTP API, generated from the schemas that parse the requests. https://spec.openapis.org/oas/v3.1.0 */
export const openapi = () => ({
  openapi: "3.1.0",
  info: { title: "Ledgerdesk", version: "1.0.0", description: "Tickets are changed by commands and read from views." },
  security: [{ idToken: [] }],
  paths: { ...ticketPaths(), ...Object.fromEntries(commandPaths()), ...otherPaths() },
  components: {
    securitySchemes: { idToken: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
    schemas: {
      Accepted: schema(Accepted),
      InboxPage: schema(InboxPage),
      TicketPage: schema(TicketPageAnswer),
      History: { type: "object", properties: { items: { type: "array", items: { type: "object" } } } },
      Agents: schema(z.object({ items: z.array(Agent) })),
      Rebuilds: schema(z.object({ items: z.array(RebuildProgress) })),
      Me: schema(Me),
      Health: schema(Health),
      Document: { type: "object" },
      Problem: schema(ProblemShape),
    },
  },
})
