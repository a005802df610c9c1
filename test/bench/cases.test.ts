import { expect, test } from "vitest"
import { arena } from "#bench/arena"
import { cases } from "#bench/cases"
import { ledgerdesk } from "#bench/contenders/ledgerdesk"
import { sectionText } from "#bench/report"
import type { Sizes } from "#bench/setting"
import { localDynamodb } from "#test/support/local-dynamodb"

const local = localDynamodb()

const tiny: Sizes = {
  rounds: 1,
  streams: 1,
  commands: 2,
  life: 25,
  lookAt: [10, 25],
  writers: 2,
  contended: 4,
  lengths: [2, 12],
  history: 200,
  rebuilds: 1,
  tickets: 3,
  active: 40,
  settled: [40, 200],
  functions: ["get-me", "start-triage"],
  starts: 1,
}

/** A peer that does just what we do. */
const twin = { ...ledgerdesk, name: "twin" }

test.each(Object.entries(cases))("the case %s measures and is reported with its bars", async (_, run) => {
  const meeting = await arena(local.url())
  try {
    const section = await run({
      arena: meeting,
      sizes: tiny,
      contenders: [ledgerdesk, twin],
      progress: () => undefined,
    })
    expect(section.rows.length).toBeGreaterThan(0)
    for (const { what } of section.bars) expect(sectionText(section)).toContain(what)
    expect(section.bars).not.toHaveLength(0)
  } finally {
    await meeting.close()
  }
})

test("twins cost the same, which is not below", async () => {
  const meeting = await arena(local.url())
  const { rows, bars } = await cases.capacity({
    arena: meeting,
    sizes: tiny,
    contenders: [ledgerdesk, twin],
    progress: () => undefined,
  })
  await meeting.close()
  const [ours, theirs] = rows
  expect({ ...theirs, who: "ledgerdesk" }).toEqual(ours)
  expect(ours).toMatchObject({ "WCU, append of 1": 1, "WCU, append of 3": 1, "RCU, load at 10": 1 })
  expect(bars.map(({ met }) => met)).toEqual(bars.map(() => false))
})
