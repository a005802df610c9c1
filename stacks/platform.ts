/// <reference path="../.sst/platform/config.d.ts" />

import { model, sentiment } from "#stacks/ai"
import { alarms } from "#stacks/alarms"
import { analytics } from "#stacks/analytics"
import type { Users } from "#stacks/auth"
import { type Bus, bus, rules } from "#stacks/bus"
import { dashboard } from "#stacks/dashboard"
import { describeStage } from "#stacks/description"
import { doors, openDoors } from "#stacks/doors"
import { filled } from "#stacks/filled"
import { lambdas } from "#stacks/functions"
import { intake } from "#stacks/ingest"
import { notifications } from "#stacks/notifications"
import { deployedFunctions } from "#stacks/parts"
import type { Physical } from "#stacks/physical"
import { queues, refusals } from "#stacks/queues"
import { schedules } from "#stacks/schedules"
import { readSettings, type Settings } from "#stacks/settings"
import { openStage, type Stage } from "#stacks/stage"
import { storage } from "#stacks/storage"
import { wake, wakingPermissions } from "#stacks/waking"
import { webBuild } from "#stacks/web-build"
import { machine, workflows } from "#stacks/workflows"

/** Every function runs on what the lock file's Node is, on the cheaper processor. */
const defaults = () =>
  $transform(sst.aws.Function, (args) => {
    args.runtime ??= "nodejs24.x"
    args.architecture ??= "arm64"
  })

/** What needs nothing else to be there. */
const standalone = (stage: Stage): Physical & { bus: Bus } => ({
  bus: bus(stage),
  triage: machine(stage, "triage"),
  rebuild: machine(stage, "rebuild"),
  model: model(stage),
  sentiment: sentiment(stage),
})

/** What the stage says to functions whose lines ask for it. */
const settingsOf = ({ routingRules, closeAfterDays }: Settings, { issuer, client }: Users) => ({
  ISSUER: issuer,
  CLIENT_ID: client.id,
  ...(routingRules && { ROUTING_RULES: routingRules }),
  CLOSE_AFTER_DAYS: String(closeAfterDays),
})

/** What alarms and charts must know to name their series. */
const idsOf = (
  { http, channel, web }: ReturnType<typeof doors>,
  { triage, rebuild }: ReturnType<typeof workflows>,
  limit: ReturnType<typeof analytics>["limit"],
) => ({
  api: http.id,
  live: channel.api.id,
  ...(web && { distribution: web.made.id }),
  ...(limit && { warehouseLimit: limit.id }),
  triage: triage.arn,
  rebuild: rebuild.arn,
})

/** The whole platform on the stage that is deployed. Answers what a person needs to go on. */
export const platform = () => {
  defaults()
  const settings = readSettings($app.stage, process.env)
  const build = webBuild($cli.paths.root, settings)
  const stage = openStage(settings)
  const functions = deployedFunctions(settings.without)
  const stored = storage(stage)
  const queued = queues(stage, functions)
  const kinesis = intake(stage)
  const entrances = doors(stage, build)
  const { people, channel, web, url } = entrances
  const reporting = analytics(stage)
  const physical: Physical & { bus: Bus } = {
    ...stored,
    ...refusals(stage),
    ...notifications(stage),
    ...reporting.physical,
    intake: kinesis,
    users: people,
    live: channel,
    ...standalone(stage),
  }
  const waking = { storage: stored, stream: kinesis.stream, queues: queued }
  const made = lambdas(stage, functions, {
    physical,
    waking: (name, spec) => wakingPermissions(waking, name, spec),
    settings: settingsOf(settings, people),
  })
  rules(stage, functions, { bus: physical.bus, queues: queued })
  wake(waking, functions, made)
  schedules(stage, functions, made)
  reporting.open(stored.archiveBucket, made)
  describeStage(stage, physical, entrances)
  openDoors(stage, entrances, { functions, lambdas: made })
  const machines = workflows(stage, made)
  if (made.has("fill-views")) filled(made, { views: stored.views, rebuild: machines.rebuild })
  const watched = { ...settings, named: stage.named, functions }
  const ids = idsOf(entrances, machines, reporting.limit)
  dashboard(stage, watched, { ids, standing: alarms(stage, watched, ids) })
  return { url, userPool: people.pool.id, ...(web && { distribution: web.made.domainName }) }
}
