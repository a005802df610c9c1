/// <reference path="../.sst/platform/config.d.ts" />
import { keyPolicy } from "#stacks/key-policy"
import type { Settings } from "#stacks/settings"

/** Where everything is created. */
export type Stage = {
  settings: Settings
  account: $util.Output<string>
  /** The physical name of a thing, which carries the stage's prefix. */
  named: (name: string) => string
  arn: (service: string, rest: $util.Input<string>) => $util.Output<string>
  /** Encrypts whatever may hold what people wrote. */
  key: aws.kms.Key
}

export const openStage = (settings: Settings): Stage => {
  const account = aws.getCallerIdentityOutput().accountId
  const key = new aws.kms.Key(
    "Key",
    {
      description: `Ledgerdesk ${settings.stage}: whatever holds what people wrote`,
      enableKeyRotation: true,
      deletionWindowInDays: settings.kept ? 30 : 7,
      policy: keyPolicy({ account, region: settings.region, stage: settings.stage }),
    },
    // Without it nobody could read what is kept.
    { retainOnDelete: settings.kept },
  )
  new aws.kms.Alias("KeyAlias", { name: `alias/${settings.stage}-ledgerdesk`, targetKeyId: key.keyId })
  return {
    settings,
    account,
    key,
    named: (name) => `${settings.stage}-${name}`,
    arn: (service, rest) => $interpolate`arn:aws:${service}:${settings.region}:${account}:${rest}`,
  }
}
