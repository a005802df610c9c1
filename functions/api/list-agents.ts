import * as z from "zod"
import { staff } from "#core/engine/access"
import { agents, type Directory } from "#functions/aws/agents"
import { api } from "#functions/http/api"
import { route as described, nothing } from "#functions/http/route"
import { Agent } from "#schemas/actor"

/** GET /api/agents: whom a ticket may be assigned to. */
export const route = described({
  summary: "Whom a ticket may be assigned to",
  for: staff,
  path: nothing,
  query: nothing,
  answer: { name: "Agents", shape: z.object({ items: z.array(Agent) }) },
})

export const listAgents = (directory: Directory) =>
  api(route, async () => {
    return { body: { items: await directory() } }
  })

export const handler = listAgents(agents)
