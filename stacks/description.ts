/// <reference path="../.sst/platform/config.d.ts" />
import { type ResourceName, resources } from "#functions/resources"
import type { Users } from "#stacks/auth"
import { parameterOf } from "#stacks/described"
import { hasResource } from "#stacks/parts"
import type { Physical } from "#stacks/physical"
import { optionalParts } from "#stacks/settings"
import type { Stage } from "#stacks/stage"

type Entrances = { url: $util.Input<string>; liveUrl: $util.Input<string>; people: Pick<Users, "issuer" | "client"> }

/** What functions learn of every resource that the stage has. */
const variables = (physical: Physical, without: Stage["settings"]["without"]) => {
  const all = Object.entries(physical) as [ResourceName, Physical[ResourceName]][]
  const there = all.filter(([name]) => name in resources && hasResource(without, name))
  return Object.fromEntries(there.flatMap(([name, made]) => (made ? [[resources[name].env, made.value]] : [])))
}

/** Writes down where everything of the stage is, so that `desk … --stage` needs nothing but its name. */
export const describeStage = (
  { settings, key, named }: Stage,
  physical: Physical,
  { url, liveUrl, people }: Entrances,
): void => {
  new aws.ssm.Parameter("Description", {
    name: parameterOf(settings.stage),
    type: "String",
    description: "Where everything of this Ledgerdesk is",
    value: $jsonStringify({
      stage: settings.stage,
      region: settings.region,
      url,
      live: liveUrl,
      issuer: people.issuer,
      clientId: people.client.id,
      prefix: named(""),
      key: key.arn,
      parts: optionalParts.filter((part) => !settings.without.has(part)),
      environment: variables(physical, settings.without),
    }),
  })
}
