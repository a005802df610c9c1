/** Actions that AWS grants on everything or not at all, with what its Service Authorization Reference says of each. */
export const unscoped = {
  "comprehend:DetectSentiment": "Comprehend's real-time analysis has no resources",
  "redshift-data:DescribeStatement": "a statement is no resource; IAM lets only its owner look",
  "redshift-data:GetStatementResult": "a statement is no resource; IAM lets only its owner look",
  "logs:CreateLogDelivery": "log delivery belongs to no log group",
  "logs:GetLogDelivery": "log delivery belongs to no log group",
  "logs:UpdateLogDelivery": "log delivery belongs to no log group",
  "logs:DeleteLogDelivery": "log delivery belongs to no log group",
  "logs:ListLogDeliveries": "log delivery belongs to no log group",
  "logs:PutResourcePolicy": "resource policies of logs belong to the account",
  "logs:DescribeResourcePolicies": "resource policies of logs belong to the account",
  "logs:DescribeLogGroups": "lists the account's log groups",
} as const

export type Unscoped = keyof typeof unscoped

/** The resource of such actions. There is no other way to a `*` in stacks/. */
export const everything = (..._actions: readonly Unscoped[]): "*" => "*"

/** Parts of ARNs that nobody knows beforehand. */
export const unknownParts: readonly { arn: RegExp; reason: string }[] = [
  { arn: /^arn:aws:s3:::[\w-]+\/[\w/-]*\*$/, reason: "objects below a prefix that do not exist yet" },
  { arn: /^arn:aws:logs:[^:]+:\d+:log-group:[^*]+:\*$/, reason: "log streams, which services name themselves" },
  { arn: /^arn:aws:execute-api:[^*]+\/\*\/@connections\/\*$/, reason: "WebSocket connections, in whichever direction" },
  { arn: /^arn:aws:states:[^*]+:execution:[\w-]+:\*$/, reason: "executions of a machine, named when they are started" },
  { arn: /^arn:aws:bedrock:\*::foundation-model\//, reason: "an inference profile goes to the region with room" },
]
