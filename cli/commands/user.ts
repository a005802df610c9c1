import { Argument, Command, InvalidArgumentError, Option } from "commander"
import { z } from "zod"
import { pointAt } from "#cli/operate/desk-environment"
import { type ListedUser, type PoolUsers, poolUsers } from "#cli/operate/pool-users"
import { type OnStage, stageOption } from "#cli/terminal/stage-option"
import { env } from "#functions/lib/env"
import { type Group, groups } from "#schemas/groups"

const email = (text: string): string => {
  if (z.email().safeParse(text).success) return text
  throw new InvalidArgumentError("an e-mail address is needed")
}

/** Throws for this machine, whose users are the same everywhere. */
const inPool = async <T>({ stage }: OnStage, work: (users: PoolUsers) => Promise<T>): Promise<T> => {
  if (!stage)
    throw new Error("On this machine there are the demo users, whom `desk token` knows: name a stage with --stage")
  await pointAt({ stage })
  const users = poolUsers(env("USER_POOL_ID"))
  return work(users).finally(users.close)
}

const person = () => new Argument("<email>", "whose address is also the user name").argParser(email)

const add = () =>
  new Command("add")
    .description("make somebody who works at the desk; Cognito mails them an invitation with their first password")
    .addArgument(person())
    .addOption(new Option("--role <role>", "what they may do").choices(groups).makeOptionMandatory())
    .requiredOption("--name <name>", "as others at the desk see it")
    .addOption(stageOption())
    .action(async (address: string, { role, name, ...where }: OnStage & { role: Group; name: string }) => {
      await inPool(where, (users) => users.add({ email: address, role, name, invited: true }))
      console.log(
        `${name} (${role}) is invited: the mail to ${address} has the first password, good for the days that the pool allows`,
      )
    })

const line = ({ email: address, name, role, status, since }: ListedUser) =>
  `${since.slice(0, 10)}  ${role.padEnd(11)}  ${status.padEnd(21)}  ${address}  ${name}`

const list = () =>
  new Command("list")
    .description("who works at the desk; customers are not listed")
    .option("--json", "as JSON")
    .addOption(stageOption())
    .action(async ({ json, ...where }: OnStage & { json?: true }) => {
      const found = await inPool(where, async (users) => (await Promise.all(groups.map(users.list))).flat())
      console.log(json ? JSON.stringify(found, null, 2) : found.map(line).join("\n") || "Nobody works at this desk yet")
    })

const remove = () =>
  new Command("remove")
    .description("delete somebody's account; what they did stays in the history of their tickets")
    .addArgument(person())
    .addOption(stageOption())
    .action(async (address: string, where: OnStage) => {
      await inPool(where, (users) => users.remove(address))
      console.log(`${address} is deleted`)
    })

export const userCommand = () =>
  new Command("user")
    .description("who works at the desk of a stage")
    .addCommand(add())
    .addCommand(list())
    .addCommand(remove())
