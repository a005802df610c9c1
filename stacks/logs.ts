/// <reference path="../.sst/platform/config.d.ts" />
import type { Stage } from "#stacks/stage"

/** Where a service of AWS, not a function, writes its log. */
export const serviceLogs = ({ settings }: Pick<Stage, "settings">, title: string, name: string) =>
  new aws.cloudwatch.LogGroup(title, { name, retentionInDays: settings.kept ? 365 : 30 })
