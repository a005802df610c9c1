import * as z from "zod"
import { openRoute } from "#functions/http/api"
import { route as described, noInput } from "#functions/http/route"
import document from "./openapi.json" with { type: "json" }

/** GET /api/openapi.json: what `npm run desk -- docs` wrote of the routes' own descriptions. */
export const route = described({
  summary: "This document",
  for: "anybody",
  path: noInput,
  query: noInput,
  answer: { name: "Document", shape: z.object({}) },
})

export const handler = openRoute(route, async () => ({ body: document }))
