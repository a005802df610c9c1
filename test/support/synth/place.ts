import { join } from "node:path"

export const root = join(import.meta.dirname, "..", "..", "..")
export const platform = join(root, ".sst", "platform")

/** Where the stage would be. */
export const region = "us-east-1"
export const account = "123456789012"

export const arn = (service: string, rest: string): string => `arn:aws:${service}:${region}:${account}:${rest}`
