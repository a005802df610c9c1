import type { Metric, Unknown } from "#stacks/watching/alarm"

/** A builder of series that differ in nothing but their name and statistic. */
const kind =
  (namespace: string, dimensions: Metric["dimensions"]) =>
  (name: string, stat: string): Metric => ({ namespace, name, dimensions, stat })

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export const ofFunction = (FunctionName: string) => kind("AWS/Lambda", { FunctionName })

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
export const ofQueue = (QueueName: string) => kind("AWS/SQS", { QueueName })

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html, of a rule of a bus of one's own. */
export const ofRule = (EventBusName: string, RuleName: string) => kind("AWS/Events", { EventBusName, RuleName })

/** https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html */
export const ofStream = (StreamName: string) => kind("AWS/Kinesis", { StreamName })

/** https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html */
export const ofMachine = (unknown: Unknown) => kind("AWS/States", { StateMachineArn: { unknown } })

/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html and, for WebSockets,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
 */
export const ofApi = (unknown: Unknown, Stage: string) => kind("AWS/ApiGateway", { ApiId: { unknown }, Stage })

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html */
export const ofDistribution = kind("AWS/CloudFront", { DistributionId: { unknown: "distribution" }, Region: "Global" })

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
export const ofOperation = (TableName: string, Operation: string) => kind("AWS/DynamoDB", { TableName, Operation })
export const ofTable = (TableName: string) => kind("AWS/DynamoDB", { TableName })

/** https://docs.aws.amazon.com/firehose/latest/dev/cloudwatch-metrics.html */
export const ofDelivery = (DeliveryStreamName: string) => kind("AWS/Firehose", { DeliveryStreamName })

/** https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-monitoring.html */
export const ofWorkgroup = (Workgroup: string) => kind("AWS/Redshift-Serverless", { Workgroup })

/** A limit's consumption in RPU hours: https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-monitoring.html */
export const ofLimit = (Workgroup: string) =>
  kind("AWS/Redshift-Serverless", {
    Workgroup,
    UsageLimitId: { unknown: "warehouseLimit" },
    UsageType: "SERVERLESS_COMPUTE",
  })

/** SES counts for the whole account: https://docs.aws.amazon.com/ses/latest/dg/reputationdashboard-cloudwatch-alarm.html */
export const ofMail = kind("AWS/SES", {})

/** Ours, with the dimensions that functions/lib/metrics.ts writes: Lambda's name of the function is the stage's. */
export const ofDesk = (functionName: string) => kind("Ledgerdesk", { service: "ledgerdesk", function: functionName })
