import { command, list, read, streaming } from "#functions/grants"
import { api, type FunctionSpec } from "#functions/spec"

/** The part of the map that people and programs come in by: the routes of the HTTP API, and the live WebSocket. */
export const doors = {
  "submit-ticket": api("submit-ticket", "POST /api/tickets", command),
  "list-tickets": api("list-tickets", "GET /api/tickets", { views: list }),
  "list-inbox": api("list-inbox", "GET /api/inbox", { views: list }),
  "get-ticket": api("get-ticket", "GET /api/tickets/{ticketId}", { views: read }),
  "list-events": api("list-events", "GET /api/tickets/{ticketId}/events", { events: read }),
  "get-ticket-at": api("get-ticket-at", "GET /api/tickets/{ticketId}/at/{version}", { events: read }),
  "post-command": api("post-command", "POST /api/{collection}/{id}/{command}", {
    ...command,
    users: ["cognito-idp:ListUsersInGroup"],
  }),
  "list-agents": api("list-agents", "GET /api/agents", { users: ["cognito-idp:ListUsersInGroup"], views: read }),
  "list-rebuilds": api("list-rebuilds", "GET /api/rebuilds", { views: read }),
  "get-me": api("get-me", "GET /api/me", {}),
  "get-health": {
    ...api("get-health", "GET /api/health", { views: read, events: read }),
    on: { kind: "http", route: "GET /api/health", open: true },
  },
  "get-openapi": {
    ...api("get-openapi", "GET /api/openapi.json", {}),
    on: { kind: "http", route: "GET /api/openapi.json", open: true },
  },

  "connect-live": {
    handler: "functions/live/connect-live.handler",
    on: { kind: "socket", route: "$connect" },
    may: { connections: ["dynamodb:PutItem"] },
    knows: ["users"],
    settings: ["ISSUER", "CLIENT_ID"],
    memory: 256,
    timeout: 10,
  },
  "disconnect-live": {
    handler: "functions/live/disconnect-live.handler",
    on: { kind: "socket", route: "$disconnect" },
    may: { connections: ["dynamodb:DeleteItem"] },
    memory: 256,
    timeout: 10,
  },
  "announce-changes": {
    handler: "functions/live/announce-changes.handler",
    on: { kind: "table", table: "views", read: { ...streaming, retries: 2, maxAgeSeconds: 300 } },
    may: { connections: ["dynamodb:Scan", "dynamodb:DeleteItem"], live: ["execute-api:ManageConnections"] },
    memory: 256,
    timeout: 30,
  },
} as const satisfies Record<string, FunctionSpec>
