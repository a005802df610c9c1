import { z } from "zod"
import { usualCloseAfterDays } from "#functions/spec"
import { RoutingRules } from "#schemas/ticket/routing"
import { firehoseAddresses } from "#stacks/firehose-addresses"

/** Parts that a stage can do without: each deploys, is proven and is destroyed without the others. */
export const optionalParts = ["analytics", "ai", "web"] as const
export type Part = (typeof optionalParts)[number]

/** Where a stage is unless it says otherwise. */
export const defaultRegion = "us-east-1"

/** Everything that differs between stages. */
export type Settings = {
  stage: string
  kind: "personal" | "staging" | "production"
  region: string
  /** Whether data outlives the stage: tables, buckets and users stay when it is removed, and cannot be deleted by mistake. */
  kept: boolean
  /** Whether SST refuses to remove the stage. */
  protected: boolean
  /** For how long logs are kept, as SST writes it. */
  logs: "1 week" | "1 month" | "1 year"
  /** The verified address that customers get mail from. */
  mailFrom: string
  /** Who mails codes to people that sign up: Cognito itself (50 mails a day), or SES once the address is verified. */
  /** A verified identity of SES that is there already; the stage makes one for the address where it is not given. */
  mailIdentity?: string | undefined
  signInMail: "cognito" | "ses"
  /** Who is told of alarms. */
  alarmEmails: readonly string[]
  /** Who is told of every ticket that comes to a team. */
  teamEmails: readonly string[]
  /** A Bedrock model, or an inference profile such as `eu.amazon.nova-lite-v1:0`. */
  modelId: string
  /** The language that customers write in, as Comprehend codes it. */
  language: string
  /** The JSON of `schemas/ticket/routing.ts`, as functions read it. */
  routingRules?: string | undefined
  /** Days after which a ticket that stayed resolved is closed. */
  closeAfterDays: number
  /** The web app's own name with its certificate (in us-east-1), instead of CloudFront's. */
  domain?: { name: string; certificateArn: string } | undefined
  /** The folder with the built web app, from the root of the repository. */
  webFolder: string
  /** What the warehouse may compute in a day, in RPU hours; then it answers nothing until midnight UTC. */
  warehouseHours: number
  without: ReadonlySet<Part>
}

const listed = (text: string) =>
  text
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "")

const Emails = z
  .string("must be e-mail addresses with commas between them")
  .transform(listed)
  .pipe(z.array(z.email("is not a list of e-mail addresses")))

const isRules = (text: string): boolean => {
  try {
    return RoutingRules.safeParse(JSON.parse(text)).success
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

/** Whether an identity of SES may send as an address. */
const speaksFor = (identity: string, address: string) => identity === address || address.endsWith(`@${identity}`)

/** The variables of the environment, or of `.env` and `.env.<stage>`. */
const Variables = z
  .object({
    LEDGERDESK_REGION: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "is not a region such as eu-central-1")
      .default(defaultRegion),
    LEDGERDESK_MAIL_FROM: z.email("must be the address of whoever writes to customers"),
    LEDGERDESK_MAIL_IDENTITY: z.string().optional(),
    LEDGERDESK_SIGN_IN_MAIL: z.enum(["cognito", "ses"]).default("cognito"),
    LEDGERDESK_ALARM_EMAILS: Emails.pipe(z.array(z.string()).min(1, "must name somebody to tell of alarms")),
    LEDGERDESK_TEAM_EMAILS: Emails.default([]),
    LEDGERDESK_MODEL_ID: z.string().min(1).default("amazon.nova-lite-v1:0"),
    LEDGERDESK_LANGUAGE: z
      .enum(["en", "es", "fr", "de", "it", "pt", "ar", "hi", "ja", "ko", "zh", "zh-TW"])
      .default("en"),
    LEDGERDESK_ROUTING_RULES: z
      .string()
      .refine(isRules, "is not a list of rules as in docs/guides/operator.md")
      // All variables of a function together may take 4 KB.
      .refine((text) => Buffer.byteLength(text) <= 2_000, "is longer than the 2000 bytes that functions have room for")
      .optional(),
    LEDGERDESK_CLOSE_AFTER_DAYS: z.coerce
      .number("is no number")
      .int("is not a whole number")
      .min(1, "must be at least a day")
      .max(365, "must be at most a year")
      .default(usualCloseAfterDays),
    LEDGERDESK_DOMAIN: z
      .string()
      .regex(/^[a-z0-9.-]+\.[a-z]+$/, "is not a domain name")
      .optional(),
    LEDGERDESK_CERTIFICATE_ARN: z
      .string()
      .startsWith("arn:aws:acm:us-east-1:", "must be a certificate in us-east-1, where CloudFront looks for it")
      .optional(),
    LEDGERDESK_WEB_FOLDER: z.string().default("dist/web"),
    LEDGERDESK_WAREHOUSE_HOURS: z.coerce.number("is no number").int("is not a whole number").min(1).default(32),
    LEDGERDESK_WITHOUT: z
      .string()
      .transform(listed)
      .pipe(z.array(z.enum(optionalParts)))
      .default([]),
    LEDGERDESK_UNPROTECTED: z.string().optional(),
  })
  .refine(
    ({ LEDGERDESK_MAIL_IDENTITY: given, LEDGERDESK_MAIL_FROM }) => !given || speaksFor(given, LEDGERDESK_MAIL_FROM),
    {
      path: ["LEDGERDESK_MAIL_IDENTITY"],
      message: "must be LEDGERDESK_MAIL_FROM, or its domain",
    },
  )
  .refine((all) => Boolean(all.LEDGERDESK_DOMAIN) === Boolean(all.LEDGERDESK_CERTIFICATE_ARN), {
    path: ["LEDGERDESK_CERTIFICATE_ARN"],
    message: "goes with LEDGERDESK_DOMAIN: set both or neither",
  })
  .refine(
    ({ LEDGERDESK_WITHOUT, LEDGERDESK_REGION }) =>
      LEDGERDESK_WITHOUT.includes("analytics") || LEDGERDESK_REGION in firehoseAddresses,
    {
      path: ["LEDGERDESK_REGION"],
      message:
        "has no Firehose for the warehouse that stacks/firehose-addresses.ts knows of: set LEDGERDESK_WITHOUT=analytics, or add it there",
    },
  )
type Variables = z.infer<typeof Variables>

/** Every variable by its name, with what it must be. */
export const settingShapes = Variables.shape

/** It stands in names that AWS allows 64 characters, and buckets no capitals. */
const Stage = z
  .string()
  .regex(/^[a-z](-?[a-z0-9]){0,15}$/, "must be a-z, 0-9 and single hyphens, beginning with a letter")
  .max(16, "must be 16 characters at most")
  .refine((stage) => stage !== "local", "is the one on your machine: npm start")
  .refine((stage) => !/aws|amazon|cognito/.test(stage), "must not contain aws, amazon or cognito: Cognito refuses them")

const kinds = { staging: "staging", production: "production" } as const
const isKind = (stage: string): stage is keyof typeof kinds => stage in kinds
const logs = { personal: "1 week", staging: "1 month", production: "1 year" } as const

const domainOf = ({ LEDGERDESK_DOMAIN: name, LEDGERDESK_CERTIFICATE_ARN: certificateArn }: Variables) =>
  name && certificateArn ? { name, certificateArn } : undefined

const complaint = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("; ")

const checked = <S extends z.ZodType>(shape: S, value: unknown): z.infer<S> => {
  const result = shape.safeParse(value)
  if (result.success) return result.data
  throw new Error(
    `The stage cannot be deployed: ${complaint(result.error)}. Put it into .env.<stage>: docs/guides/operator.md`,
  )
}

/**
 * The settings of a stage. Throws one line that names every variable that is missing or wrong, before anything is created.
 */
export const readSettings = (stage: string, environment: Readonly<Record<string, string | undefined>>): Settings => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""))
  const { stage: name, ...all } = checked(z.object({ stage: Stage }).and(Variables), { ...given, stage })
  const kind = isKind(name) ? kinds[name] : "personal"
  return {
    stage: name,
    kind,
    kept: kind === "production",
    protected: kind === "production" && all.LEDGERDESK_UNPROTECTED !== name,
    logs: logs[kind],
    region: all.LEDGERDESK_REGION,
    mailFrom: all.LEDGERDESK_MAIL_FROM,
    mailIdentity: all.LEDGERDESK_MAIL_IDENTITY,
    signInMail: all.LEDGERDESK_SIGN_IN_MAIL,
    alarmEmails: all.LEDGERDESK_ALARM_EMAILS,
    teamEmails: all.LEDGERDESK_TEAM_EMAILS,
    modelId: all.LEDGERDESK_MODEL_ID,
    language: all.LEDGERDESK_LANGUAGE,
    routingRules: all.LEDGERDESK_ROUTING_RULES,
    closeAfterDays: all.LEDGERDESK_CLOSE_AFTER_DAYS,
    domain: domainOf(all),
    webFolder: all.LEDGERDESK_WEB_FOLDER,
    warehouseHours: all.LEDGERDESK_WAREHOUSE_HOURS,
    without: new Set(all.LEDGERDESK_WITHOUT),
  }
}
