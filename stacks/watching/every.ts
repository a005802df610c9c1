import type { Alarm, Watched } from "#stacks/watching/alarm"
import { dataAlarms } from "#stacks/watching/data"
import { doorAlarms } from "#stacks/watching/doors"
import { functionAlarms } from "#stacks/watching/functions"
import { queueAlarms } from "#stacks/watching/queues"
import { streamAlarms } from "#stacks/watching/streams"
import { workflowAlarms } from "#stacks/watching/workflows"

/** Everything that is watched in the stage's own region. */
export const everyAlarm = (watched: Watched): Alarm[] => [
  ...doorAlarms(),
  ...workflowAlarms(watched),
  ...streamAlarms(watched),
  ...queueAlarms(watched),
  ...dataAlarms(watched),
  ...functionAlarms(watched),
]
