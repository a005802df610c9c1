/// <reference path="../.sst/platform/config.d.ts" />
import type { Deployed } from "#stacks/physical"
import type { Stage } from "#stacks/stage"
import { everything } from "#stacks/wildcards"

const profile = /^(us|us-gov|eu|apac|jp|au|ca|global)\./

/** A model, or an inference profile with the model it leads to in whichever region has room. */
export const model = ({ settings: { modelId, region }, arn }: Stage): Deployed => ({
  value: modelId,
  arnsFor: () =>
    profile.test(modelId)
      ? [
          arn("bedrock", `inference-profile/${modelId}`),
          `arn:aws:bedrock:*::foundation-model/${modelId.replace(profile, "")}`,
        ]
      : [`arn:aws:bedrock:${region}::foundation-model/${modelId}`],
})

export const sentiment = ({ settings }: Stage): Deployed => ({
  value: settings.language,
  arnsFor: () => [everything("comprehend:DetectSentiment")],
})
