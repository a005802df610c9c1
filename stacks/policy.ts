/// <reference path="../.sst/platform/config.d.ts" />

export type Statement = Record<string, unknown>

/** A policy document, as JSON. */
export const policy = (Statement: readonly Statement[]): $util.Output<string> =>
  $jsonStringify({ Version: "2012-10-17", Statement })

/** Nobody comes without TLS. */
export const onlyByTls = (Action: string, Resource: $util.Input<string> | $util.Input<string>[]): Statement => ({
  Sid: "OnlyByTls",
  Effect: "Deny",
  Principal: "*",
  Action,
  Resource,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
})

/** A trust policy: that service may take the role, and nobody else. SST's own would let the whole account in. */
export const assumableBy = (service: string, Condition?: object): $util.Output<string> =>
  policy([
    { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service }, ...(Condition && { Condition }) },
  ])
