import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics"

const metrics = new Metrics({
  namespace: "Ledgerdesk",
  serviceName: "ledgerdesk",
  defaultDimensions: { function: process.env.AWS_LAMBDA_FUNCTION_NAME ?? "local" },
})

/**
 * `ProjectionLag`: from commit to the row that shows it. `EventAge`: from commit to the end of a consumer's effect. Both in
 * milliseconds, of every commit or event. CloudWatch has iterator ages and queue depths by itself.
 */
export type Age = "ProjectionLag" | "EventAge"

/** Notes how long ago a commit was made; `at` is ISO 8601. */
export const noteAge = (name: Age, at: string): void => {
  metrics.addMetric(name, MetricUnit.Milliseconds, Math.max(0, Date.now() - Date.parse(at)))
}

/** Notes that a row met an event that it cannot take. */
export const notePoison = (): void => {
  metrics.addMetric("PoisonedRows", MetricUnit.Count, 1)
}

/**
 * A handler after whose every batch the metrics leave, as one line of the log that CloudWatch reads:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const measured =
  <Given extends unknown[], Answer>(handle: (...given: Given) => Promise<Answer>) =>
  async (...given: Given): Promise<Answer> => {
    try {
      return await handle(...given)
    } finally {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics()
    }
  }
