import { FirehoseClient } from "@aws-sdk/client-firehose"

export const firehose = new FirehoseClient({})
