/** Where all of these hold, and when they were looked up. Free tiers, discounts and taxes are left out. */
export const region = "us-east-1"
export const lookedUp = "2026-11-21"

export type Price = {
  /** Dollars for `per` units; missing where no figure could be found. */
  usd?: number
  per: number
  unit: string
  /** AWS's page of it. */
  page: string
  /** `page` where the figure stood in a copy of AWS's own page; else where it is quoted from that page. */
  read: string
}

const aws = (path: string) => `https://aws.amazon.com/${path}`
const quoted = "figures quoted from that page in public repositories, which agree"

/**
 * List prices. AWS fills most of its price pages in by script, so that their stored copies show no figures: `read` says
 * where each figure was read instead. Check those of a bill that matters against AWS's own calculator.
 */
export const prices = {
  writeUnit: {
    usd: 0.625,
    per: 1e6,
    unit: "write request units",
    page: aws("dynamodb/pricing/on-demand/"),
    read: quoted,
  },
  readUnit: {
    usd: 0.125,
    per: 1e6,
    unit: "read request units",
    page: aws("dynamodb/pricing/on-demand/"),
    read: quoted,
  },
  tableStorage: { usd: 0.25, per: 1, unit: "GB-months", page: aws("dynamodb/pricing/on-demand/"), read: quoted },
  tableBackup: { usd: 0.2, per: 1, unit: "GB-months", page: aws("dynamodb/pricing/on-demand/"), read: quoted },
  lambdaRequest: { usd: 0.2, per: 1e6, unit: "requests", page: aws("lambda/pricing/"), read: quoted },
  lambdaTime: { usd: 0.0000133334, per: 1, unit: "GB-seconds on arm64", page: aws("lambda/pricing/"), read: quoted },
  queueRequest: { usd: 0.4, per: 1e6, unit: "requests", page: aws("sqs/pricing/"), read: "cloudburn.io, March 2026" },
  busEvent: {
    usd: 1,
    per: 1e6,
    unit: "events of 64 KB",
    page: aws("eventbridge/pricing/"),
    read: "factualminds.com, June 2026",
  },
  busArchive: {
    usd: 0.1,
    per: 1,
    unit: "GB archived",
    page: aws("eventbridge/pricing/"),
    read: "factualminds.com, June 2026",
  },
  transition: { usd: 0.025, per: 1000, unit: "state transitions", page: aws("step-functions/pricing/"), read: "page" },
  shardHour: { usd: 0.015, per: 1, unit: "shard-hours", page: aws("kinesis/data-streams/pricing/"), read: quoted },
  shardRetention: {
    usd: 0.02,
    per: 1,
    unit: "shard-hours beyond a day",
    page: aws("kinesis/data-streams/pricing/"),
    read: quoted,
  },
  payloadUnit: {
    usd: 0.014,
    per: 1e6,
    unit: "PUT payload units of 25 KB",
    page: aws("kinesis/data-streams/pricing/"),
    read: quoted,
  },
  sentimentUnit: {
    usd: 0.0001,
    per: 1,
    unit: "units of 100 characters",
    page: aws("comprehend/pricing/"),
    read: "cloudzero.com; the page confirms units and minimum",
  },
  tokenIn: { usd: 0.06, per: 1e6, unit: "input tokens of Nova Lite", page: aws("bedrock/pricing/"), read: quoted },
  tokenOut: { usd: 0.24, per: 1e6, unit: "output tokens of Nova Lite", page: aws("bedrock/pricing/"), read: quoted },
  firehose: {
    usd: 0.029,
    per: 1,
    unit: "GB, records rounded up to 5 KB",
    page: aws("firehose/pricing/"),
    read: quoted,
  },
  rpuHour: { usd: 0.375, per: 1, unit: "RPU-hours, a minute at least", page: aws("redshift/pricing/"), read: quoted },
  warehouseStorage: { usd: 0.024, per: 1, unit: "GB-months", page: aws("redshift/pricing/"), read: quoted },
  key: { usd: 1, per: 1, unit: "keys", page: aws("kms/pricing/"), read: quoted },
  keyRequest: { usd: 0.03, per: 10_000, unit: "requests", page: aws("kms/pricing/"), read: quoted },
  scheduledCall: {
    usd: 1,
    per: 1e6,
    unit: "scheduled calls",
    page: aws("eventbridge/pricing/"),
    read: quoted,
  },
  trace: { per: 1e6, unit: "traces", page: aws("xray/pricing/"), read: "no figure was found" },
  secret: { usd: 0.4, per: 1, unit: "secrets", page: aws("secrets-manager/pricing/"), read: quoted },
  apiRequest: {
    usd: 1,
    per: 1e6,
    unit: "requests",
    page: aws("api-gateway/pricing/"),
    read: "amnic.com, quoting that page",
  },
  socketMessage: {
    usd: 1,
    per: 1e6,
    unit: "messages",
    page: aws("api-gateway/pricing/"),
    read: "amnic.com, quoting that page",
  },
  socketMinute: {
    usd: 0.25,
    per: 1e6,
    unit: "connection minutes",
    page: aws("api-gateway/pricing/"),
    read: "amnic.com, quoting that page",
  },
  edgeRequest: {
    usd: 0.01,
    per: 10_000,
    unit: "HTTPS requests",
    page: aws("cloudfront/pricing/"),
    read: "AWS's price list of 2019 and quotations; some sources say $0.0075",
  },
  transferOut: {
    usd: 0.09,
    per: 1,
    unit: "GB to the internet",
    page: aws("api-gateway/pricing/"),
    read: "amnic.com, quoting that page",
  },
  bucketStorage: { usd: 0.023, per: 1, unit: "GB-months", page: aws("s3/pricing/"), read: quoted },
  bucketPut: { usd: 0.005, per: 1000, unit: "PUT requests", page: aws("s3/pricing/"), read: quoted },
  mail: { usd: 0.1, per: 1000, unit: "mails", page: aws("ses/pricing/"), read: quoted },
  topicMail: { usd: 2, per: 100_000, unit: "notices by e-mail", page: aws("sns/pricing/"), read: quoted },
  alarm: {
    usd: 0.1,
    per: 1,
    unit: "series of alarms",
    page: aws("cloudwatch/pricing/"),
    read: "cloudburn.io, February 2026",
  },
  dashboard: {
    usd: 3,
    per: 1,
    unit: "dashboards",
    page: aws("cloudwatch/pricing/"),
    read: "factualminds.com, June 2026",
  },
  metric: {
    usd: 0.3,
    per: 1,
    unit: "series of our own",
    page: aws("cloudwatch/pricing/"),
    read: "signoz.io, February 2026",
  },
  logs: { usd: 0.5, per: 1, unit: "GB of logs", page: aws("cloudwatch/pricing/"), read: "factualminds.com, June 2026" },
} as const satisfies Record<string, Price>

export type PriceName = keyof typeof prices
