import type { FunctionName } from "#functions/manifest"
import type { FunctionSpec } from "#functions/spec"
import { type Alarm, type Chapter, repeated, type Watched } from "#stacks/watching/alarm"
import { ofFunction } from "#stacks/watching/metrics"

/** Whoever merges the warehouse on a schedule fails for reasons of its own. */
const failing = ({ on, may }: FunctionSpec): Chapter =>
  on.kind === "schedule" && may.warehouse ? "the-warehouse-is-not-merged" : "a-function-fails"

/** One failure is retried by whatever called; three in five minutes, and again in the next five, do not go away. */
const errors = (named: Watched["named"], name: FunctionName, spec: FunctionSpec): Alarm => ({
  name: `${name}-errors`,
  chapter: failing(spec),
  says: `The function ${name} fails again and again.`,
  of: ofFunction(named(name))("Errors", "Sum"),
  threshold: { above: 2 },
  ...repeated,
})

const throttles = (named: Watched["named"], name: FunctionName): Alarm => ({
  name: `${name}-throttles`,
  chapter: "a-function-is-throttled",
  says: `Lambda turns calls of ${name} away: the account has too little concurrency for what happens.`,
  of: ofFunction(named(name))("Throttles", "Sum"),
  threshold: { above: 5 },
  ...repeated,
})

const units = { minute: 60, hour: 3600, day: 86_400 } as const

/** Seconds between the runs of `rate(15 minutes)`. Throws where it is no rate. */
export const secondsOf = (rate: string): number => {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(rate) ?? []
  if (!count || !unit) throw new Error(`${rate} is no rate such as rate(15 minutes)`)
  return Number(count) * units[unit as keyof typeof units]
}

/** A schedule that does not run says nothing: that nothing was called is the sign. CloudWatch looks back a day at most. */
const silence = (named: Watched["named"], name: FunctionName, rate: string): Alarm => ({
  name: `${name}-silence`,
  chapter: "a-scheduled-function-does-not-run",
  says: `The function ${name} should run every ${rate.slice(5, -1)}, and did not run for three times as long.`,
  of: ofFunction(named(name))("Invocations", "Sum"),
  threshold: { below: 1 },
  period: Math.min(86_400, Math.max(repeated.period, 3 * secondsOf(rate))),
  times: 1,
  window: 1,
  missing: "breaching",
})

export const functionAlarms = ({ named, functions }: Watched): Alarm[] =>
  functions.flatMap(([name, spec]) => [
    errors(named, name, spec),
    throttles(named, name),
    ...(spec.on.kind === "schedule" ? [silence(named, name, spec.on.rate)] : []),
  ])
