import { agents, type Directory } from "#functions/lib/agents"
import { api } from "#functions/lib/api"
import { forAgents } from "#functions/lib/readable"

/** GET /api/agents: whom a ticket may be assigned to. */
export const listAgents = (directory: Directory) =>
  api(async ({ caller }) => {
    forAgents(caller)
    return { body: { items: await directory() } }
  })

export const handler = listAgents(agents)
