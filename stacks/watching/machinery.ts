import { resources } from "#functions/resources"
import type { Watched } from "#stacks/watching/alarm"
import { type Chart, line, perFunction } from "#stacks/watching/chart"
import { deliveriesOf, operationsOn, tablesOf } from "#stacks/watching/data"
import { apiStage, liveStage } from "#stacks/watching/doors"
import * as of from "#stacks/watching/metrics"

export const doorCharts = ({ without }: Watched): Chart[] => {
  const api = of.ofApi("api", apiStage)
  const live = of.ofApi("live", liveStage)
  return [
    {
      title: "API: requests",
      lines: [line(api("Count", "Sum"), "all"), line(api("4xx", "Sum"), "4xx"), line(api("5xx", "Sum"), "5xx")],
    },
    {
      title: "API: how long",
      unit: "ms",
      lines: ["p50", "p90", "p99"].map((stat) => line(api("Latency", stat), stat)),
    },
    {
      title: "Live connections",
      lines: ["ConnectCount", "MessageCount", "ClientError", "IntegrationError", "ExecutionError"].map((name) =>
        line(live(name, "Sum"), name),
      ),
    },
    ...(without.has("web")
      ? []
      : [
          {
            title: "Web app",
            region: "us-east-1",
            lines: [
              line(of.ofDistribution("Requests", "Sum"), "requests"),
              line(of.ofDistribution("4xxErrorRate", "Average"), "4xx, %"),
              line(of.ofDistribution("5xxErrorRate", "Average"), "5xx, %"),
            ],
          },
        ]),
  ]
}

export const functionCharts = (watched: Watched): Chart[] => {
  const all = watched.functions.map(([name]) => name)
  return [
    { title: "Functions: calls", lines: perFunction(watched, all, ["Invocations", "Sum"]) },
    { title: "Functions: errors", lines: perFunction(watched, all, ["Errors", "Sum"]) },
    { title: "Functions: turned away", lines: perFunction(watched, all, ["Throttles", "Sum"]) },
    { title: "Functions: how long, p99", unit: "ms", lines: perFunction(watched, all, ["Duration", "p99"]) },
    { title: "Functions: at the same time", lines: perFunction(watched, all, ["ConcurrentExecutions", "Maximum"]) },
  ]
}

export const storeCharts = (watched: Watched): Chart[] => {
  const tables = tablesOf().map(([key, name]) => ({ key, name, at: watched.named(name) }))
  const warehouse = of.ofWorkgroup(watched.named(resources.warehouse.name))
  const deliveries = deliveriesOf(watched).map((name) => ({ name, of: of.ofDelivery(watched.named(name)) }))
  return [
    {
      title: "DynamoDB: capacity used",
      lines: tables.flatMap(({ name, at }) => [
        line(of.ofTable(at)("ConsumedReadCapacityUnits", "Sum"), `${name} read`),
        line(of.ofTable(at)("ConsumedWriteCapacityUnits", "Sum"), `${name} written`),
      ]),
    },
    {
      title: "DynamoDB: turned away",
      lines: tables.flatMap(({ key, name, at }) =>
        operationsOn(watched, key).map((operation) =>
          line(of.ofOperation(at, operation)("ThrottledRequests", "Sum"), `${name} ${operation}`),
        ),
      ),
    },
    ...(deliveries.length > 0
      ? [
          {
            title: "Firehose: bytes in, and how old they are delivered",
            lines: deliveries.flatMap(({ name, of: own }) => [
              line(own("IncomingBytes", "Sum"), `${name} bytes`),
              line(own("DeliveryToS3.DataFreshness", "Maximum"), `${name} seconds`),
            ]),
          },
          {
            title: "Redshift: rows loaded, and share of COPYs that succeed",
            lines: deliveries.flatMap(({ name, of: own }) => [
              line(own("DeliveryToRedshift.Records", "Sum"), `${name} rows`),
              line(own("DeliveryToRedshift.Success", "Average"), `${name} success`),
            ]),
          },
          {
            title: "Redshift: computed, and waiting",
            lines: [
              line(warehouse("ComputeSeconds", "Sum"), "RPU seconds"),
              line(warehouse("QueriesQueued", "Maximum"), "queries that wait"),
            ],
          },
        ]
      : []),
  ]
}
