import { agents, type Directory } from "#functions/aws/agents"
import { api } from "#functions/http/api"
import { forAgents } from "#functions/http/readable"

/** GET /api/agents: whom a ticket may be assigned to. */
export const listAgents = (directory: Directory) =>
  api(async ({ caller }) => {
    forAgents(caller)
    return { body: { items: await directory() } }
  })

export const handler = listAgents(agents)
