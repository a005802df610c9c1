import { resources } from "#functions/resources"
import type { Watched } from "#stacks/watching/alarm"
import { type Chart, type Holds, line, namesWhere, perFunction } from "#stacks/watching/chart"
import { doorCharts, functionCharts, storeCharts } from "#stacks/watching/machinery"
import * as of from "#stacks/watching/metrics"
import { consumers, deadLetterQueues, refusalQueues } from "#stacks/watching/queues"
import { poisonFinders, projectors, readers } from "#stacks/watching/streams"

/** What opens tickets: commands of the API, records of integrators. */
const takesTickets: Holds = ({ on }) => on.kind === "http" && on.route === "POST /api/tickets"
const fromOutside: Holds = ({ may }) => may.intakeDeadLetters !== undefined

const flow = (watched: Watched): Chart[] => [
  {
    title: "Tickets in: calls of what opens them",
    lines: perFunction(
      watched,
      namesWhere(watched, (spec) => takesTickets(spec) || fromOutside(spec)),
      ["Invocations", "Sum"],
    ),
  },
  {
    title: "Tickets through triage",
    lines: ["ExecutionsStarted", "ExecutionsSucceeded", "ExecutionsFailed", "ExecutionsTimedOut"].map((name) =>
      line(of.ofMachine("triage")(name, "Sum"), name.replace("Executions", "").toLowerCase()),
    ),
  },
  {
    title: "Triage and rebuilds, how long",
    unit: "ms",
    lines: [
      line(of.ofMachine("triage")("ExecutionTime", "p50"), "triage p50"),
      line(of.ofMachine("triage")("ExecutionTime", "p99"), "triage p99"),
      line(of.ofMachine("rebuild")("ExecutionTime", "Maximum"), "rebuild"),
    ],
  },
  {
    title: "Events: written, published, consumed",
    lines: [
      line(
        of.ofOperation(watched.named(resources.events.name), "PutItem")("SuccessfulRequestLatency", "SampleCount"),
        "commits",
      ),
      ...namesWhere(watched, ({ may }) => may.bus !== undefined).map((name) =>
        line(of.ofFunction(watched.named(name))("Invocations", "Sum"), `${name} (batches)`),
      ),
      ...consumers(watched).map(([name]) =>
        line(of.ofQueue(watched.named(name))("NumberOfMessagesDeleted", "Sum"), name),
      ),
    ],
  },
]

const delay = (watched: Watched): Chart[] => [
  {
    title: "Read models behind",
    unit: "ms",
    lines: projectors(watched).flatMap((name) =>
      ["p50", "p99"].map((stat) => line(of.ofDesk(watched.named(name))("ProjectionLag", stat), `${name} ${stat}`)),
    ),
  },
  {
    title: "Events' age once consumed, p99",
    unit: "ms",
    lines: consumers(watched).map(([name]) => line(of.ofDesk(watched.named(name))("EventAge", "p99"), name)),
  },
  {
    title: "Stream readers behind",
    unit: "ms",
    lines: [
      ...perFunction(watched, readers(watched), ["IteratorAge", "Maximum"]),
      line(
        of.ofStream(watched.named(resources.intake.name))("GetRecords.IteratorAgeMilliseconds", "Maximum"),
        resources.intake.name,
      ),
    ],
  },
  {
    title: "Queues: messages",
    lines: consumers(watched).map(([name]) =>
      line(of.ofQueue(watched.named(name))("ApproximateNumberOfMessagesVisible", "Maximum"), name),
    ),
  },
  {
    title: "Queues: oldest message",
    unit: "s",
    lines: consumers(watched).map(([name]) =>
      line(of.ofQueue(watched.named(name))("ApproximateAgeOfOldestMessage", "Maximum"), name),
    ),
  },
  {
    title: "Dead letters and refusals",
    lines: [...deadLetterQueues(watched), ...refusalQueues()].map((queue) =>
      line(of.ofQueue(watched.named(queue))("ApproximateNumberOfMessagesVisible", "Maximum"), queue),
    ),
  },
  {
    title: "Poisoned rows",
    lines: poisonFinders(watched).map((name) => line(of.ofDesk(watched.named(name))("PoisonedRows", "Sum"), name)),
  },
]

/** What the dashboard shows, in its order. */
export const charts = (watched: Watched): Chart[] => [
  ...flow(watched),
  ...delay(watched),
  ...doorCharts(watched),
  ...storeCharts(watched),
  ...functionCharts(watched),
]
