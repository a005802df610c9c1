import { expect, test } from "vitest"
import { z } from "zod"
import { functions } from "#functions/manifest"
import type { FunctionSpec } from "#functions/spec"
import { lambdaRuntime } from "#local/lambda/runtime"
import { answered, closed, escalated, resolved } from "#test/support/facts"
import { fakeAws } from "#test/support/fake-aws"
import { published } from "#test/support/queued"
import { assigned, classified, drafted, recorded, routed, submitted } from "#test/support/recorded"

const aws = await fakeAws()
const runtime = lambdaRuntime()

const withLedger = [...functions].filter(([, { may }]) => may.ledger !== undefined)

const facts = [submitted, classified, drafted, routed, assigned, answered, escalated, resolved, closed]

/** Events that the function is there for. */
const itsEvents = ({ on }: FunctionSpec) => {
  const types = on.kind === "bus" ? (on.pattern["detail-type"] ?? []) : []
  return recorded(facts).filter(({ type }) => types.includes(type))
}

const Claim = z.object({ Item: z.object({ in_progress_expiration: z.object({ N: z.coerce.number() }) }) })

test.each(withLedger)("%s claims its effect for at least as long as it may run", async (name, spec) => {
  const events = itsEvents(spec)
  expect(events, `add a fact to test/functions/lease.test.ts upon which ${name} acts`).not.toEqual([])
  const asked = aws.answers({ status: 400, error: "AccessDeniedException", body: {} })
  const before = Date.now()
  await runtime.invoke(name, { Records: events.map((event) => published(event)) })
  const claims = asked.flatMap((request) => Claim.safeParse(request).data ?? [])
  expect(claims).toHaveLength(events.length)
  for (const { Item } of claims) expect(Item.in_progress_expiration.N).toBeGreaterThan(before + spec.timeout * 1_000)
})
