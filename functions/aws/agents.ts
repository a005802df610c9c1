import {
  CognitoIdentityProviderClient,
  paginateListUsersInGroup,
  type UserType,
} from "@aws-sdk/client-cognito-identity-provider"
import { Invalid } from "#core/invalid"
import { env } from "#functions/lib/env"
import type { Agent } from "#schemas/actor"
import { AgentId } from "#schemas/id"

const cognito = new CognitoIdentityProviderClient({})

/** Everybody who works at the desk, by name, as it was at most so many milliseconds ago. */
export type Directory = (atMostOld?: number) => Promise<Agent[]>

const attribute = ({ Attributes = [] }: UserType, name: string) => Attributes.find(({ Name }) => Name === name)?.Value

const toAgent = (user: UserType): Agent[] => {
  const id = attribute(user, "sub") ?? user.Username
  return id ? [{ id: AgentId.parse(id), name: attribute(user, "name") ?? id }] : []
}

const inGroup = async (group: string): Promise<Agent[]> => {
  const members: Agent[] = []
  const pages = paginateListUsersInGroup({ client: cognito }, { UserPoolId: env("USER_POOL_ID"), GroupName: group })
  for await (const { Users = [] } of pages) members.push(...Users.flatMap(toAgent))
  return members
}

/** How old an answer may be where nothing speaks against it, and where somebody may have joined just now. In milliseconds. */
const usual = 60_000
const recent = 1_000
let known: { at: number; agents: Promise<Agent[]> } | undefined

const fetched = async (): Promise<Agent[]> => {
  const all = (await Promise.all(["agent", "admin"].map(inGroup))).flat()
  return [...new Map(all.map((agent) => [agent.id, agent])).values()].sort((a, b) => a.name.localeCompare(b.name))
}

/** The members of the groups `agent` and `admin` in the user pool, read once a minute. */
export const agents: Directory = (atMostOld = usual) => {
  if (!known || Date.now() - known.at > atMostOld) {
    const reading = fetched()
    known = { at: Date.now(), agents: reading }
    reading.catch(() => {
      known = undefined
    })
  }
  return known.agents
}

/** The agent with this id, under the name the directory knows. Throws Invalid where there is none. */
export const agentWith = async (directory: Directory, id: string): Promise<Agent> => {
  const among = (all: readonly Agent[]) => all.find((each) => each.id === id)
  const agent = among(await directory()) ?? among(await directory(recent))
  if (agent) return agent
  throw new Invalid([{ field: "agent.id", message: "no such agent: take one of GET /api/agents" }])
}
