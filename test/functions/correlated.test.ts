import { globSync, readFileSync } from "node:fs"
import { beforeEach, expect, test, vi } from "vitest"
import { z } from "zod"
import { decode } from "#core/engine/decode"
import { aggregateOf } from "#core/registry"
import { log } from "#functions/lib/log"
import { type FunctionName, functions } from "#functions/manifest"
import { resources } from "#functions/resources"
import type { FunctionSpec } from "#functions/spec"
import type { Trigger } from "#functions/triggers"
import { StoredCommit } from "#schemas/recorded"
import { record } from "#test/functions/ingest/intake"
import { agent } from "#test/support/actors"
import { call, claimsOf } from "#test/support/api-call"
import { message } from "#test/support/message"
import { published, queued } from "#test/support/queued"
import { submitted } from "#test/support/recorded"
import { itemOf, streamRecord } from "#test/support/stream-record"

/** Every function is called as it is deployed, with AWS out of reach: what it could not do must be found in its logs too. */
vi.stubEnv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
vi.stubEnv("AWS_REGION", "us-east-1")
vi.stubEnv("AWS_ACCESS_KEY_ID", "local")
vi.stubEnv("AWS_SECRET_ACCESS_KEY", "local")
vi.stubEnv("AWS_MAX_ATTEMPTS", "1")
vi.stubEnv("ISSUER", "http://127.0.0.1:1")
vi.stubEnv("CLIENT_ID", "web")
vi.stubEnv("SENTIMENT_LANGUAGE", "en")
for (const { env, name } of Object.values(resources)) if (env !== "SENTIMENT_LANGUAGE") vi.stubEnv(env, name)
const lines: unknown[] = []
beforeEach(() => {
  lines.length = 0
  for (const level of ["info", "warn", "error"] as const)
    vi.spyOn(log, level).mockImplementation((_, ...extra) => void lines.push(...extra))
  return () => vi.restoreAllMocks()
})

type Handler = (event: unknown, context: unknown) => Promise<unknown>
const Module = z.object({ handler: z.custom<Handler>((value) => typeof value === "function") })

/** Events of every type: those that were ever stored. */
const eventsIn = (raw: unknown) => decode(aggregateOf(StoredCommit.parse(raw).stream), raw)
const stored = globSync("test/golden/*/*.golden.json").flatMap((file) =>
  eventsIn(JSON.parse(readFileSync(file, "utf8"))),
)

const fromQueue = (types: readonly string[] = ["TicketSubmitted"]) => ({
  Records: stored.filter(({ type }) => types.includes(type)).map((event) => published(event)),
})

const [first] = stored
const commit = { id: "TKT-1", expected: 0, facts: [submitted], commitId: "c1", actor: agent } as const
const item = itemOf({ ...commit, at: first?.at ?? "", correlationId: "corr-1" })

const judged = { sentiment: "NEUTRAL", scores: { mixed: 0, negative: 0, neutral: 1, positive: 0 }, engine: "rules" }
const cause = { ticketId: "TKT-1", eventId: "c1.0", correlationId: "corr-1" }
const triage = { ...cause, judge: "sentiment", sentiment: judged, command: "record-sentiment", input: judged }

const request = {
  path: { collection: "tickets", id: "TKT-1", command: "add-note" },
  claims: claimsOf.customer,
  body: { text: "Hello" },
  headers: { "x-correlation-id": "corr-1" },
}

type Call = (handle: Handler) => Promise<unknown>
type Calls = { [K in Trigger["kind"]]?: (on: Extract<Trigger, { kind: K }>) => Call | undefined }

const given =
  (event: unknown): Call =>
  (handle) =>
    handle(event, { getRemainingTimeInMillis: () => 1_000 })

/** How a function is called with an event or a command. Nothing where what wakes it is neither. */
const calls: Calls = {
  http: ({ route }) => (route.startsWith("POST") ? (handle) => call(handle, request) : undefined),
  table: ({ table }) => (table === "events" ? given({ Records: [streamRecord("1", item)] }) : undefined),
  kinesis: () => given({ Records: [{ ...record(1, message("TKT-1")), eventID: "corr-1" }] }),
  bus: ({ pattern }) =>
    pattern.source.includes("ledgerdesk")
      ? given(fromQueue(pattern["detail-type"]))
      : given({ Records: [queued({ id: "corr-1", source: "integration.shop", detail: message("TKT-1") })] }),
  step: ({ machine }) => (machine === "triage" ? given(triage) : undefined),
}

const callOf = ({ on }: FunctionSpec) => (calls[on.kind] as ((on: Trigger) => Call | undefined) | undefined)?.(on)

const tracing = [...functions].flatMap(([name, spec]) => {
  const run = callOf(spec)
  return run ? [{ name, run, file: spec.handler.replace(/\.handler$/, ".ts") }] : []
})

test.each(tracing)("$name logs the correlation id of what it handles", async ({ run, file }) => {
  const { handler } = Module.parse(await import(/* @vite-ignore */ `../../${file}`))
  await run(handler).catch(() => undefined)
  expect(lines).toContainEqual(expect.objectContaining({ correlationId: "corr-1" }))
})

test("only what handles neither an event nor a command is left out", () => {
  const left = [...functions].filter(([name]) => !tracing.some((each) => each.name === name))
  const reads = left.filter(([, { on }]) => on.kind === "http" && on.route.startsWith("GET"))
  const rebuilds = left.filter(([, { on }]) => on.kind === "step" && on.machine === "rebuild")
  const others = left.filter((each) => !reads.includes(each) && !rebuilds.includes(each)).map(([name]) => name)
  const why =
    "Functions that handle neither an event nor a command are named here; how others are called stands in `calls`"
  expect(others.sort(), why).toEqual<FunctionName[]>([
    "announce-changes",
    "connect-live",
    "disconnect-live",
    "fill-views",
    "keep-agenda",
    "merge-warehouse",
    "prepare-warehouse",
  ])
})
