import { z } from "zod"
import { optionalParts } from "#stacks/settings"

/** What a stage says of itself, for whoever may read its parameters. Nothing in it is secret. */
export const StageDescription = z.object({
  stage: z.string(),
  region: z.string(),
  /** Where the API answers, and the web app where the stage has one; without a slash at the end. */
  url: z.url(),
  /** The WebSocket API, to which `?token=` is added. */
  live: z.url(),
  issuer: z.url(),
  clientId: z.string().min(1),
  /** What every physical name begins with. */
  prefix: z.string(),
  parts: z.array(z.enum(optionalParts)),
  /** The ARN of the KMS key, without which nothing that the stage leaves behind can be read. */
  key: z.string().optional(),
  /** What functions learn of every resource that the stage has, by the name of the variable. */
  environment: z.record(z.string(), z.string()),
})
export type StageDescription = z.infer<typeof StageDescription>

/** Where a desk behind one address tells of changes, as a path and as the WebSocket's address. */
export const livePath = "/api/live"
export const liveAt = (url: string): string => `${url.replace(/^http/, "ws")}${livePath}`

/** The SSM parameter that holds it, as JSON. */
export const parameterOf = (stage: string): string => `/ledgerdesk/${stage}`

/** SSM's limit for a parameter that costs nothing, in bytes. */
export const largestParameter = 4096
