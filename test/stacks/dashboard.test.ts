import { expect, test } from "vitest"
import { z } from "zod"
import { stacksOf } from "#test/support/synth/stacks"
import { alarmsOf, type Series, strays } from "#test/support/synth/watched"

const graph = await stacksOf({ stage: "test" })

const Place = { x: z.int().min(0), y: z.int().min(0), width: z.int().min(1).max(24), height: z.int().min(1).max(1000) }
const Line = z.tuple(
  [z.string(), z.string()],
  z.union([z.string(), z.strictObject({ stat: z.string(), label: z.string() })]),
)
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const Widget = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("alarm"),
    ...Place,
    properties: z.strictObject({
      title: z.string(),
      alarms: z.array(z.string().startsWith("arn:aws:cloudwatch:")).min(1).max(100),
      sortBy: z.enum(["default", "stateUpdatedTimestamp", "timestamp"]),
    }),
  }),
  z.strictObject({
    type: z.literal("metric"),
    ...Place,
    properties: z.strictObject({
      title: z.string().min(1),
      view: z.literal("timeSeries"),
      stacked: z.boolean(),
      region: z.string(),
      period: z.int(),
      metrics: z.array(Line).min(1).max(500),
      yAxis: z.object({ left: z.object({ min: z.number() }) }),
    }),
  }),
])
const Body = z.strictObject({ widgets: z.array(Widget).max(500) })

const made = graph.resources.filter(({ type }) => type === "aws:cloudwatch/dashboard:Dashboard")
const { widgets } = Body.parse(JSON.parse(String(made[0]?.inputs.dashboardBody)))
const charts = widgets.flatMap((widget) => (widget.type === "metric" ? [widget.properties] : []))

const seriesOf = ([namespace, name, ...rest]: z.infer<typeof Line>): Series => {
  const words = rest.filter((each) => typeof each === "string")
  const pairs = words.flatMap((word, n) => (n % 2 === 0 ? [[word, words[n + 1] ?? ""] as const] : []))
  return { namespace, name, dimensions: Object.fromEntries(pairs) }
}

test("there is one dashboard, named after the stage", () => {
  expect(made.map(({ inputs }) => inputs.dashboardName)).toEqual(["test-ledgerdesk"])
})

test.each(charts)("$title shows what the stage has, each line under a name", ({ metrics }) => {
  expect(metrics.map(seriesOf).flatMap((series) => strays(graph, series))).toEqual([])
  const labels = metrics.map((line) => line.flatMap((each) => (typeof each === "object" ? [each.label] : [])))
  expect(new Set(labels.flat()).size).toBe(metrics.length)
})

test("the state of every alarm is on top", () => {
  const status = widgets.flatMap((widget) => (widget.type === "alarm" ? [widget] : []))
  const shown = status.flatMap(({ properties }) => properties.alarms.map((arn) => arn.split(/[:/]/).at(-1)))
  expect(shown.sort()).toEqual([...alarmsOf(graph).values()].map(({ name }) => name).sort())
  const below = widgets.filter(({ type }) => type === "metric").map(({ y }) => y)
  expect(Math.max(...status.map(({ y, height }) => y + height))).toBeLessThanOrEqual(Math.min(...below))
})

test("widgets lie beside each other within the grid", () => {
  const cells = widgets.flatMap(({ x, y, width, height }) =>
    Array.from({ length: width * height }, (_, n) => `${x + (n % width)},${y + Math.floor(n / width)}`),
  )
  expect(new Set(cells).size).toBe(cells.length)
  expect(Math.max(...widgets.map(({ x, width }) => x + width))).toBeLessThanOrEqual(24)
})

test("what is watched is also shown: every service of an alarm has a chart", () => {
  const shown = new Set(charts.flatMap(({ metrics }) => metrics.map(([namespace]) => namespace)))
  const watched = [...alarmsOf(graph).values()].flatMap(({ namespace }) => (namespace ? [namespace] : []))
  // Bounces are the whole account's, and SES has pages of its own for them.
  expect(watched.filter((namespace) => !shown.has(namespace) && namespace !== "AWS/SES")).toEqual([])
})
