import { Command } from "commander"
import { isLocal, pointAt } from "#cli/desk-environment"
import { printedMetrics, readMetrics } from "#cli/metrics"

/** Imported only once the environment is set: the clients read it when they are made. */
const sources = async () => {
  const [{ rows }, { standing }, { depths }] = await Promise.all([
    import("#functions/lib/rows"),
    import("#functions/lib/poisoned"),
    import("#cli/dead-letters"),
  ])
  return { poisoned: () => standing(rows), deadLetters: depths }
}

export const metricsCommand = () =>
  new Command("metrics")
    .description("how far behind everything is: iterator ages, projection lag, queues, dead letters, poisoned rows")
    .option("--json", "as JSON")
    .action(async ({ json }: { json?: true }) => {
      const { url } = pointAt()
      if (!isLocal(url))
        throw new Error("A deployed desk's metrics are in CloudWatch: namespaces Ledgerdesk, AWS/Lambda")
      const metrics = await readMetrics(url, await sources())
      console.log(json ? JSON.stringify(metrics, null, 2) : printedMetrics(metrics))
    })
