import { expect, test } from "vitest"
import { agentWith, type Directory } from "#functions/aws/agents"
import { Agent } from "#schemas/actor"

const ann = Agent.parse({ id: "ann", name: "Ann Archer" })
const bob = Agent.parse({ id: "bob", name: "Bob Baker" })

/** What was known a minute ago, and what is known now. */
const grown: Directory = async (atMostOld) => (atMostOld === undefined ? [ann] : [ann, bob])

test("an agent goes by the name in the directory", async () => {
  expect(await agentWith(grown, "ann")).toEqual(ann)
})

test("whoever joined since the directory was read is found all the same", async () => {
  expect(await agentWith(grown, "bob")).toEqual(bob)
})

test("nobody is invented", async () => {
  await expect(agentWith(grown, "eve")).rejects.toThrow("no such agent")
})
