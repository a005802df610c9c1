import type { FunctionName } from "#functions/manifest"
import type { FunctionSpec } from "#functions/spec"
import type { Part } from "#stacks/settings"

/** Chapters of docs/guides/runbook.md, as GitHub links to their headings. */
export const chapters = [
  "a-function-fails",
  "a-function-is-throttled",
  "a-scheduled-function-does-not-run",
  "a-stream-reader-falls-behind",
  "integrators-are-turned-away",
  "read-models-lag",
  "a-row-is-poisoned",
  "dead-letters",
  "refused-letters",
  "a-queue-is-not-emptied",
  "a-rule-cannot-deliver",
  "triage-fails",
  "triage-does-without-the-model",
  "a-rebuild-fails",
  "the-api-answers-with-errors",
  "the-api-is-slow",
  "the-live-connection-fails",
  "the-web-app-answers-with-errors",
  "a-table-is-throttled",
  "a-table-fails",
  "firehose-does-not-deliver",
  "redshift-does-not-load",
  "the-warehouse-is-not-merged",
  "the-warehouse-has-used-its-hours",
  "mail-is-refused",
] as const
export type Chapter = (typeof chapters)[number]

/** What is only known once it is created. */
export type Unknown = "api" | "live" | "distribution" | "warehouseLimit" | "triage" | "rebuild"
export type Dimension = string | { unknown: Unknown }

/** A series of CloudWatch. `stat` as CloudWatch writes it: Sum, Maximum, p99 … */
export type Metric = {
  namespace: string
  name: string
  dimensions: Readonly<Record<string, Dimension>>
  stat: string
}

/** Metric math over series, each under the id that the expression calls it. CloudWatch allows an alarm ten of them. */
export type Formula = { expression: string; series: Readonly<Record<string, Metric>> }

export type Alarm = {
  /** Without the stage's prefix. */
  name: string
  chapter: Chapter
  /** What is wrong, in words of somebody who did not build it. */
  says: string
  of: Metric | Formula
  threshold: { above: number } | { below: number }
  /** Seconds. */
  period: number
  /** So many of the last `window` periods make the alarm. */
  times: number
  window: number
  /** What a period without any data means. */
  missing: "notBreaching" | "breaching" | "ignore"
}

type Timing = Pick<Alarm, "period" | "times" | "window" | "missing">

/** Twice within a quarter of an hour: what went away by itself is no news. */
export const repeated: Timing = { period: 300, times: 2, window: 3, missing: "notBreaching" }
/** As soon as it is seen: nobody will try again. */
export const atOnce: Timing = { period: 300, times: 1, window: 1, missing: "notBreaching" }

/** What there is to watch on a stage. */
export type Watched = {
  named: (name: string) => string
  functions: readonly [FunctionName, FunctionSpec][]
  without: ReadonlySet<Part>
  /** RPU hours that the warehouse may compute in a day. */
  warehouseHours: number
}

/** All of them together. Series that have no data just now count for nothing. */
export const sumOf = (metrics: readonly Metric[]): Formula => ({
  expression: "SUM(METRICS())",
  series: Object.fromEntries(metrics.map((metric, n) => [`m${n + 1}`, metric])),
})

/** The series of an alarm. */
export const seriesOf = ({ of }: Pick<Alarm, "of">): Metric[] => ("series" in of ? Object.values(of.series) : [of])

/** The ids without which a series is none. */
export const needs = ({ dimensions }: Metric): Unknown[] =>
  Object.values(dimensions).flatMap((value) => (typeof value === "string" ? [] : [value.unknown]))
