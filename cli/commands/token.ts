import { Argument, Command } from "commander"
import { pointAt } from "#cli/operate/desk-environment"
import { type OnStage, stageOption } from "#cli/terminal/stage-option"
import { issuerOf } from "#local/identity/client"
import { demoToken } from "#local/identity/demo-token"
import type { DemoRole } from "#local/identity/demo-users"
import { readSettings } from "#local/settings"

const roles = ["agent", "admin", "customer", "integration"] as const satisfies readonly DemoRole[]

export const tokenCommand = () =>
  new Command("token")
    .description("print an ID token of a demo user, valid for one hour, and nothing else")
    .addArgument(new Argument("<role>", "whose").choices(roles))
    .addOption(stageOption())
    .action(async (role: DemoRole, { stage }: OnStage) => {
      if (stage) throw new Error(`Stage ${stage} has no demo users: make one with \`desk user add\`, who then signs in`)
      const { url } = await pointAt({})
      const { dataFolder } = readSettings(process.env)
      console.log(await demoToken({ folder: dataFolder, issuer: issuerOf(url), role }))
    })
