/// <reference path="../.sst/platform/config.d.ts" />
import type { ResourceName } from "#functions/resources"

/** A resource of the map on a stage. */
export type Deployed = {
  /** What functions learn of it: a name, or the URL or ARN that the SDK wants instead. */
  value: $util.Input<string>
  /** What an action of the map applies to. */
  arnsFor: (action: string) => $util.Input<string>[]
}

export type Physical = Partial<Record<ResourceName, Deployed>>

/** A resource to which every action applies as a whole. */
export const whole = (value: $util.Input<string>, arn: $util.Input<string>): Deployed => ({
  value,
  arnsFor: () => [arn],
})
