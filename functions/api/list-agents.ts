import * as z from "zod"
import { staff } from "#core/engine/access"
import { agents, type Directory } from "#functions/aws/agents"
import { api } from "#functions/http/api"
import { route as described, noInput } from "#functions/http/route"
import { concurrently } from "#functions/lib/concurrently"
import { NotFilled } from "#functions/views/not-filled"
import type { ViewTable } from "#functions/views/view-table"
import { live } from "#functions/views/views"
import { agentLoad, byAgent } from "#projections/agent-load"
import { type Agent, AgentWithLoad } from "#schemas/actor"

/** Agents whose load is counted at the same time. */
const atOnce = 10

type Loads = Pick<ViewTable<unknown>, "count">

/** The views, or noInput while they are being filled: a ticket can be assigned without them. */
const ready = async (views: () => Promise<Loads>): Promise<Loads | undefined> => {
  try {
    return await views()
  } catch (error) {
    if (error instanceof NotFilled) return undefined
    throw error
  }
}

const withLoad = async (views: Loads | undefined, all: readonly Agent[]): Promise<AgentWithLoad[]> => {
  if (!views) return [...all]
  const loads = new Map<string, number>()
  await concurrently(atOnce, all, async ({ id }) => {
    loads.set(id, await views.count({ index: byAgent, partition: id }))
  })
  return all.map((agent) => ({ ...agent, load: loads.get(agent.id) ?? 0 }))
}

/** GET /api/agents: whom a ticket may be assigned to, and how many open tickets each has. */
export const route = described({
  summary: "Whom a ticket may be assigned to",
  for: staff,
  path: noInput,
  query: noInput,
  answer: { name: "Agents", shape: z.object({ items: z.array(AgentWithLoad) }) },
})

export const listAgents = (directory: Directory, views: () => Promise<Loads>) =>
  api(route, async () => {
    return { body: { items: await withLoad(await ready(views), await directory()) } }
  })

export const handler = listAgents(agents, live(agentLoad))
