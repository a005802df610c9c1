import type * as z from "zod"
import type { Aggregate } from "#core/engine/aggregate"
import { aggregates } from "#core/registry"
import { type AnswerName, answerShapes, schema } from "#functions/api/openapi-shapes"
import { idName, isPosted, senders } from "#functions/http/stream-path"
import { TicketId } from "#schemas/id"
import { InboxQuery } from "#schemas/ticket/messages/inbox-query"
import { InboxSince } from "#schemas/ticket/messages/inbox-since"
import { NewTicket } from "#schemas/ticket/messages/new-ticket"

const json = (shape: unknown) => ({ "application/json": { schema: shape } })
const ref = (name: AnswerName) => ({ $ref: `#/components/schemas/${name}` })

const problem = {
  description: "A problem (RFC 9457)",
  content: { "application/problem+json": { schema: ref("Problem") } },
}

const parameter = (name: string, where: "path" | "query" | "header", shape: unknown) => ({
  name,
  in: where,
  required: where === "path",
  schema: shape,
})

const ticketId = parameter("ticketId", "path", schema(TicketId))
const version = parameter("version", "path", { type: "integer", minimum: 1 })
const atLeast = parameter("at-least", "query", { type: "integer", minimum: 0 })
const idempotency = parameter("Idempotency-Key", "header", { type: "string", minLength: 1, maxLength: 255 })
const correlation = parameter("X-Correlation-Id", "header", { type: "string", pattern: "^[!-~]{1,200}$" })
const ifMatch = parameter("If-Match", "header", { type: "string", examples: ['"7"', "*"] })
const etag = { ETag: { description: "The ticket's version in quotes", schema: { type: "string" } } }

const queryOf = (shape: z.ZodType) =>
  Object.entries(schema(shape, "input").properties ?? {}).map(([name, each]) => parameter(name, "query", each))

type Route = {
  id: string
  summary: string
  answer: AnswerName
  /** What customers are answered, where it is less. */
  toCustomers?: AnswerName
  /** 200 unless given. */
  status?: number
  headers?: object
  parameters?: unknown[]
  /** Left out where nothing is sent; a body of which every field may be left out may be left out itself. */
  body?: z.ZodType
  open?: true
}

/** Answers may grow, so that what customers are answered may fit both shapes. */
const answered = ({ answer, toCustomers }: Route) =>
  json(toCustomers ? { anyOf: [ref(answer), ref(toCustomers)] } : ref(answer))

const operation = (route: Route) => {
  const { id, summary, status = 200, headers, parameters, body, open } = route
  return {
    operationId: id,
    summary,
    ...(parameters && { parameters }),
    ...(body && { requestBody: { required: !body.safeParse({}).success, content: json(schema(body, "input")) } }),
    responses: {
      [status]: {
        description: status === 202 ? "Accepted" : "OK",
        ...(headers && { headers }),
        content: answered(route),
      },
      default: problem,
    },
    ...(open && { security: [] }),
  }
}

const idOf = (of: Aggregate) => parameter(idName(of), "path", schema(of.id))

const commandPath = (of: Aggregate, name: string, body: z.ZodType) => [
  `/api/${of.collection}/{${idName(of)}}/${name}`,
  {
    post: operation({
      id: name,
      summary: `The command ${name}, by ${senders(of, name).join(", ")}`,
      answer: of.category === "ticket" ? "Accepted" : "StreamAccepted",
      status: 202,
      parameters: [idOf(of), idempotency, correlation, ifMatch],
      body,
    }),
  },
]

/** Every command of every aggregate that somebody outside may send. */
const commandPaths = () =>
  Object.fromEntries(
    aggregates.flatMap((of) =>
      Object.entries(of.commands)
        .filter(([name]) => isPosted(of, name) && senders(of, name).length > 0)
        .map(([name, { shape }]) => commandPath(of, name, shape)),
    ),
  )

const ticketPaths = () => ({
  "/api/tickets": {
    get: operation({
      id: "list-tickets",
      summary: "A list of tickets, newest submission first",
      answer: "InboxPage",
      toCustomers: "CustomerInboxPage",
      parameters: queryOf(InboxQuery),
    }),
    post: operation({
      id: "submit-ticket",
      summary: "Submit a ticket",
      answer: "Accepted",
      status: 202,
      parameters: [idempotency, correlation],
      body: NewTicket,
    }),
  },
  "/api/tickets/{ticketId}": {
    get: operation({
      id: "get-ticket",
      summary: "One ticket's page",
      answer: "TicketPage",
      toCustomers: "CustomerPage",
      headers: etag,
      parameters: [ticketId, atLeast],
    }),
  },
  "/api/tickets/{ticketId}/events": {
    get: operation({ id: "list-events", summary: "Its history", answer: "History", parameters: [ticketId] }),
  },
  "/api/tickets/{ticketId}/at/{version}": {
    get: operation({
      id: "get-ticket-at",
      summary: "The page as it was at a version",
      answer: "TicketPage",
      parameters: [ticketId, version],
    }),
  },
})

const health = operation({
  id: "get-health",
  summary: "Whether the desk's tables answer",
  answer: "Health",
  open: true,
})
const failing = { description: "One of the tables does not answer", content: json(ref("Health")) }

const otherPaths = () => ({
  "/api/inbox": {
    get: operation({
      id: "list-inbox",
      summary: "All active tickets, or what changed among them since an earlier answer; for agents",
      answer: "Inbox",
      parameters: queryOf(InboxSince),
    }),
  },
  "/api/agents": {
    get: operation({ id: "list-agents", summary: "Whom a ticket may be assigned to", answer: "Agents" }),
  },
  "/api/rebuilds": {
    get: operation({
      id: "list-rebuilds",
      summary: "The rebuild that runs, or the last one; for admins",
      answer: "Rebuilds",
    }),
  },
  "/api/me": { get: operation({ id: "get-me", summary: "Who the caller is", answer: "Me" }) },
  "/api/health": { get: { ...health, responses: { ...health.responses, 503: failing } } },
  "/api/openapi.json": {
    get: operation({ id: "get-openapi", summary: "This document", answer: "Document", open: true }),
  },
})

/** OpenAPI 3.1 of the HTTP API, generated from the schemas that parse the requests. https://spec.openapis.org/oas/v3.1.0 */
export const openapi = () => ({
  openapi: "3.1.0",
  info: { title: "Ledgerdesk", version: "1.0.0", description: "Tickets are changed by commands and read from views." },
  security: [{ idToken: [] }],
  paths: { ...ticketPaths(), ...commandPaths(), ...otherPaths() },
  components: {
    securitySchemes: { idToken: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
    schemas: answerShapes(),
  },
})
