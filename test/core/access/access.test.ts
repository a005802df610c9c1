import { describe, expect, test } from "vitest"
import { authorise } from "#core/engine/access"
import { fold } from "#core/engine/aggregate"
import { Rejected } from "#core/engine/rejected"
import { aggregates } from "#core/registry"
import type { Actor } from "#schemas/actor"
import { type AccessTable, actors, type Verdict, type Who } from "#test/core/access/access-table"
import { macroAccess } from "#test/core/access/macros"
import { ticketAccess } from "#test/core/access/tickets"
import { recordedOf } from "#test/support/recorded"

const tables: readonly AccessTable[] = [ticketAccess, macroAccess]

test("there is a table for every aggregate", () => {
  const without = aggregates.filter((each) => !tables.some(({ of }) => of === each)).map(({ category }) => category)
  expect(without, "Add a table like test/core/access/macros.ts for each of these, and name it here").toEqual([])
})

test("there is a row for every command", () => {
  for (const { of, rows } of tables)
    expect(Object.keys(rows).sort(), `Add the missing rows to the table of ${of.category}`).toEqual(
      Object.keys(of.commands).sort(),
    )
})

const verdict = ({ of }: AccessTable, actor: Actor, asked: { name: string; state: unknown }): Verdict => {
  try {
    authorise(of, { ...asked, actor })
    return "allowed"
  } catch (error) {
    if (error instanceof Rejected && error.kind !== "conflict") return error.kind
    throw error
  }
}

const existing = ({ of, past }: AccessTable) => fold(of, recordedOf(of, past))

const everybody = Object.keys(actors) as Who[]
const cells = tables.flatMap((table) =>
  Object.entries(table.rows).flatMap(([name, row]) => everybody.map((who) => ({ table, name, who, answer: row[who] }))),
)

test.each(cells)("$who, $name: $answer", ({ table, name, who, answer }) => {
  expect(verdict(table, actors[who], { name, state: existing(table) })).toBe(answer)
})

/** Everybody who does not see this stream, and integrations, who see none. */
const outsiders = (table: AccessTable) =>
  everybody.filter((who) => who === "integration" || table.of.hidden(actors[who], existing(table)))

const blind = tables.flatMap((table) =>
  outsiders(table).flatMap((who) => Object.keys(table.rows).map((name) => ({ table, who, name }))),
)

test.each(blind)("$who cannot tell by $name whether there is such a stream", ({ table, who, name }) => {
  const without = verdict(table, actors[who], { name, state: table.of.initial })
  const mayOpen = table.of.commands[name]?.opens === true && without === "allowed"
  expect(mayOpen || without === table.rows[name]?.[who]).toBe(true)
})

test("whoever may open a stream is let in where there is none, and what is not a command never", () => {
  for (const table of tables) {
    expect(outsiders(table).length).toBeGreaterThan(0)
    const openers = Object.keys(table.rows).filter((name) => table.of.commands[name]?.opens)
    expect(openers.length, `A ${table.of.category} has no command that opens it`).toBeGreaterThan(0)
    for (const name of openers) expect(verdict(table, actors.agent, { name, state: table.of.initial })).toBe("allowed")
    for (const name of ["explode", "toString", "constructor"])
      expect(verdict(table, actors.admin, { name, state: existing(table) })).toBe("not-allowed")
  }
})

describe("a macro", () => {
  test.each(["customer", "stranger", "integration"] as const)(
    "is unknown to a %s, whether there is one or not",
    (who) => {
      for (const name of Object.keys(macroAccess.rows))
        for (const state of [macroAccess.of.initial, existing(macroAccess)])
          expect(() => authorise(macroAccess.of, { name, state, actor: actors[who] })).toThrow(
            expect.objectContaining({ code: "macro-not-found" }),
          )
    },
  )
})
