import { S3Client } from "@aws-sdk/client-s3"

/** The local cloud answers on one host name for all buckets. */
export const s3 = new S3Client({ forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined })
