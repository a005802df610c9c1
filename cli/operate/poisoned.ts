import type { Healing } from "#functions/views/poisoned"
import type { PoisonedRow } from "#projections/poisoned-row"

const row = ({ projection, revision, stream, version }: PoisonedRow) =>
  `${projection} (revision ${revision}) of ${stream.id} before version ${version}`

const tried = (attempts: number) => (attempts === 1 ? "tried once" : `tried ${attempts} times`)

/** The poisoned rows, two lines each. */
export const listed = (rows: readonly PoisonedRow[]): string =>
  rows.length === 0
    ? "No row is poisoned"
    : rows
        .map(
          (each) =>
            `${each.since}  ${row(each)}, ${tried(each.attempts)}, last ${each.lastAt}\n  ${each.error}: ${each.reason}`,
        )
        .join("\n")

/** What became of each row. */
export const healed = (healings: readonly Healing[]): string =>
  healings.length === 0
    ? "No row is poisoned there"
    : healings
        .map(({ row: each, poison }) =>
          poison ? `still stands: ${row({ ...each, version: poison.at.version })}` : `healed: ${row(each)}`,
        )
        .join("\n")
