/// <reference path="../.sst/platform/config.d.ts" />
import { dimensionsOf, type Ids, isThere, type Standing } from "#stacks/alarms"
import type { Stage } from "#stacks/stage"
import type { Metric, Watched } from "#stacks/watching/alarm"
import type { Chart } from "#stacks/watching/chart"
import { charts } from "#stacks/watching/charts"

/** Columns of a dashboard, and what a row of charts takes of it. */
const columns = 24
const size = { width: 8, height: 6 }
const perRow = columns / size.width

const plotted = (metric: Metric, label: string, ids: Ids) => {
  const { namespace, name, stat } = metric
  return [namespace, name, ...Object.entries(dimensionsOf(metric, ids)).flat(), { stat, label }]
}

type Drawn = { stage: Stage; ids: Ids; top: number }

const widget = ({ title, lines, region, unit }: Chart, place: number, { stage, ids, top }: Drawn) => ({
  type: "metric",
  x: (place % perRow) * size.width,
  y: top + Math.floor(place / perRow) * size.height,
  ...size,
  properties: {
    title,
    view: "timeSeries",
    stacked: false,
    region: region ?? stage.settings.region,
    period: 60,
    metrics: lines.filter(({ metric }) => isThere(metric, ids)).map(({ metric, label }) => plotted(metric, label, ids)),
    yAxis: { left: { min: 0, ...(unit && { label: unit, showUnits: false }) } },
  },
})

/** CloudWatch shows a hundred alarms in a widget. */
const most = 100

const alarmWidgets = (standing: readonly Standing[]) => {
  const parts = Array.from({ length: Math.ceil(standing.length / most) }, (_, n) =>
    standing.slice(n * most, (n + 1) * most),
  )
  return parts.map((part, n) => ({
    type: "alarm",
    x: 0,
    y: n * size.height,
    width: columns,
    height: size.height,
    properties: {
      title: parts.length > 1 ? `Alarms, ${n + 1} of ${parts.length}` : "Alarms",
      alarms: part.map(({ made }) => made.arn),
      sortBy: "stateUpdatedTimestamp",
    },
  }))
}

/**
 * Everything at a glance, the alarms on top.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export const dashboard = (stage: Stage, watched: Watched, { ids, standing }: { ids: Ids; standing: Standing[] }) => {
  const status = alarmWidgets(standing)
  const top = status.length * size.height
  const drawn = charts(watched).filter(({ lines }) => lines.some(({ metric }) => isThere(metric, ids)))
  return new aws.cloudwatch.Dashboard("Dashboard", {
    dashboardName: stage.named("ledgerdesk"),
    dashboardBody: $jsonStringify({
      widgets: [...status, ...drawn.map((chart, place) => widget(chart, place, { stage, ids, top }))],
    }),
  })
}
