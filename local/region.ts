/** The one region and account of the local cloud; every ARN is made of them. */
export const region = "us-east-1"
export const account = "000000000000"

/** `arn("kinesis", "stream/ticket-intake")` */
export const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`
