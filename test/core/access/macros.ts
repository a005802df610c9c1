import type { CommandNameOf } from "#core/engine/aggregate"
import { macro } from "#core/macro/macro"
import { type AccessTable, hidden, yes } from "#test/core/access/access-table"
import { created } from "#test/support/macro-facts"

/** The desk's own: nobody else learns of them. */
const forStaff = {
  customer: hidden,
  stranger: hidden,
  agent: yes,
  admin: yes,
  integration: hidden,
  system: hidden,
} as const

export const macroAccess: AccessTable<CommandNameOf<typeof macro>> = {
  of: macro,
  past: [created],
  rows: { "create-macro": forStaff, "change-macro": forStaff, "archive-macro": forStaff },
}
