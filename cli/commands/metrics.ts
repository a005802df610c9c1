import { Command } from "commander"
import { pointAt } from "#cli/operate/desk-environment"
import { printedMetrics, readMetrics } from "#cli/operate/metrics"
import { type OnStage, stageOption } from "#cli/terminal/stage-option"

/** Imported only once the environment is set: the clients read it when they are made. */
const sources = async () => {
  const [{ rows }, { standing }, { depths }] = await Promise.all([
    import("#functions/views/rows"),
    import("#functions/views/poisoned"),
    import("#cli/operate/dead-letters"),
  ])
  return { poisoned: () => standing(rows), deadLetters: depths }
}

export const metricsCommand = () =>
  new Command("metrics")
    .description("how far behind everything is: iterator ages, projection lag, queues, dead letters, poisoned rows")
    .option("--json", "as JSON")
    .addOption(stageOption())
    .action(async ({ json, stage }: OnStage & { json?: true }) => {
      if (stage)
        throw new Error(`The figures of stage ${stage} are in CloudWatch, on its dashboard: docs/guides/runbook.md`)
      const { url } = await pointAt({})
      const metrics = await readMetrics(url, await sources())
      console.log(json ? JSON.stringify(metrics, null, 2) : printedMetrics(metrics))
    })
