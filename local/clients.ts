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

/**
 * AWS SDK clients for the local endpoint, `http://127.0.0.1:<port>`, over HTTP/1.1 with kept connections.
 * `destroy` closes their connections.
 */
export const clients = (endpoint: string) => {
  const httpAgent = new Agent({ keepAlive: true, maxSockets: connections })
  const requestHandler = new NodeHttpHandler({ httpAgent, connectionTimeout: 2000 })
  const settings = { endpoint, region, credentials, requestHandler }
  return {
    dynamodb: new DynamoDBClient(settings),
    streams: new DynamoDBStreamsClient(settings),
    kinesis: new KinesisClient(settings),
    sqs: new SQSClient(settings),
    sns: new SNSClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    events: new EventBridgeClient(settings),
    destroy: () => requestHandler.destroy(),
  }
}

export type Clients = ReturnType<typeof clients>
