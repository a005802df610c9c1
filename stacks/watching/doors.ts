import { type Alarm, repeated, sumOf, type Watched } from "#stacks/watching/alarm"
import { ofApi, ofDistribution } from "#stacks/watching/metrics"

/** The stages of the two APIs, which are dimensions of their metrics. */
export const apiStage = "$default"
export const liveStage = "live"

const api = ofApi("api", apiStage)
const live = ofApi("live", liveStage)

/** At least three failures, so that a single one on a quiet night is no alarm, and more than one in a hundred. */
const apiErrors: Alarm = {
  name: "api-errors",
  chapter: "the-api-answers-with-errors",
  says: "More than 1 % of the requests to the API fail with a 5xx.",
  of: {
    expression: "IF(FILL(errors, 0) >= 3, 100 * FILL(errors, 0) / requests, 0)",
    series: { errors: api("5xx", "Sum"), requests: api("Count", "Sum") },
  },
  threshold: { above: 1 },
  ...repeated,
}

const apiLatency: Alarm = {
  name: "api-latency",
  chapter: "the-api-is-slow",
  says: "The slowest 1 % of the requests to the API take more than 3 seconds, for a quarter of an hour.",
  of: api("Latency", "p99"),
  threshold: { above: 3000 },
  ...repeated,
  times: 3,
}

const liveErrors: Alarm = {
  name: "live-errors",
  chapter: "the-live-connection-fails",
  says: "Browsers cannot open the live connection, so that pages do not change by themselves.",
  of: sumOf([live("IntegrationError", "Sum"), live("ExecutionError", "Sum")]),
  threshold: { above: 2 },
  ...repeated,
}

/** CloudFront reports to us-east-1 only, whatever region the stage is in: stacks/alarms.ts puts it there. */
export const edgeAlarms = ({ without }: Watched): Alarm[] =>
  without.has("web")
    ? []
    : [
        {
          name: "web-errors",
          chapter: "the-web-app-answers-with-errors",
          says: "More than 5 % of what browsers ask CloudFront for fails with a 5xx.",
          of: ofDistribution("5xxErrorRate", "Average"),
          threshold: { above: 5 },
          ...repeated,
        },
      ]

export const doorAlarms = (): Alarm[] => [apiErrors, apiLatency, liveErrors]
