import { Argument, Command } from "commander"
import { pointAt } from "#cli/desk-environment"
import { issuerOf } from "#local/identity/client"
import { demoToken } from "#local/identity/demo-token"
import type { DemoRole } from "#local/identity/demo-users"

const roles = ["agent", "admin", "customer", "integration"] as const satisfies readonly DemoRole[]

export const tokenCommand = () =>
  new Command("token")
    .description("print an ID token of a demo user, valid for one hour, and nothing else")
    .addArgument(new Argument("<role>", "whose").choices(roles))
    .action(async (role: DemoRole) => {
      const { url, dataFolder } = pointAt()
      console.log(await demoToken({ folder: dataFolder, issuer: issuerOf(url), role }))
    })
