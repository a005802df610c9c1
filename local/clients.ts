import { Agent } from "node:http"
import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams"
import { EventBridgeClient } from "@aws-sdk/client-eventbridge"
import { KinesisClient } from "@aws-sdk/client-kinesis"
import { S3Client } from "@aws-sdk/client-s3"
import { SNSClient } from "@aws-sdk/client-sns"
import { SQSClient } from "@aws-sdk/client-sqs"
import { NodeHttpHandler } from "@smithy/node-http-handler"
import { region } from "#local/region"

/** Any key will do: nothing on this machine checks signatures. */
export const credentials = { accessKeyId: "local", secretAccessKey: "local" }

/** Long polls hold a connection each for up to 20 s, so there must be more of them than there are pollers. */
const connections = 256

/** The SDK's own variable for one service, as in `SQS`, puts another endpoint in the place of the local one. */
export const elsewhere = (service: string): string | undefined => process.env[`AWS_ENDPOINT_URL_${service}`]

/**
 * AWS SDK clients for the local endpoint, `http://127.0.0.1:<port>`, over HTTP/1.1 with kept connections.
 * A service that `AWS_ENDPOINT_URL_<SERVICE>` moves elsewhere is called there. `destroy` closes their connections.
 */
export const clients = (endpoint: string) => {
  const httpAgent = new Agent({ keepAlive: true, maxSockets: connections })
  const requestHandler = new NodeHttpHandler({ httpAgent, connectionTimeout: 2000 })
  const at = (service: string) => ({
    endpoint: elsewhere(service) ?? endpoint,
    region,
    credentials,
    requestHandler,
  })
  return {
    dynamodb: new DynamoDBClient(at("DYNAMODB")),
    streams: new DynamoDBStreamsClient(at("DYNAMODB_STREAMS")),
    kinesis: new KinesisClient(at("KINESIS")),
    sqs: new SQSClient(at("SQS")),
    sns: new SNSClient(at("SNS")),
    s3: new S3Client({ ...at("S3"), forcePathStyle: true }),
    events: new EventBridgeClient(at("EVENTBRIDGE")),
    destroy: () => requestHandler.destroy(),
  }
}

export type Clients = ReturnType<typeof clients>
