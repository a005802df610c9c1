import { SFNClient } from "@aws-sdk/client-sfn"
import { Command } from "commander"
import { pointAt } from "#cli/operate/desk-environment"
import { besideBar, followRebuild, rebuilt, startRebuild } from "#cli/operate/rebuild"
import { type ProgressBar, progressBar } from "#cli/terminal/progress-bar"
import { type OnStage, stageOption } from "#cli/terminal/stage-option"
import { env } from "#functions/lib/env"

const known = (projection: string, names: readonly string[]): string => {
  if (projection === "all" || names.includes(projection)) return projection
  throw new Error(`There is no projection ${projection}: one of ${names.join(", ")}, or all`)
}

export const rebuildCommand = () =>
  new Command("rebuild")
    .description("fill a new revision of a read model from the event store, beside the live one, then switch to it")
    .argument("<projection>", "its name, or all")
    .option("--json", "how it ended, as JSON")
    .addOption(stageOption())
    .action(async (projection: string, { json, ...where }: OnStage & { json?: true }) => {
      await pointAt(where)
      // Imported only now: the clients read the environment when they are made.
      const { rebuildParts } = await import("#functions/rebuild/parts")
      const projections = [
        known(
          projection,
          rebuildParts.models.map(({ name }) => name),
        ),
      ]
      const desk = { ...rebuildParts, stepFunctions: new SFNClient({}), stateMachineArn: env("REBUILD_ARN") }
      const execution = await startRebuild(desk, projections)
      let bar: ProgressBar | undefined
      const end = await followRebuild(desk, execution, (at) => {
        bar ??= progressBar(process.stderr, "Rebuilding", at.total)
        bar.show(at.commits, besideBar(at))
      })
      bar?.end()
      console.log(json ? JSON.stringify(end, null, 2) : rebuilt(end))
    })
