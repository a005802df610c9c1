import type { Bar, Section, Value } from "./section.ts"

export type Report = {
  date: string
  machine: { cores: number; cpu: string; node: string; platform: string }
  endpoint: string
  sections: readonly Section[]
  /** What holds for the whole run. */
  remarks: readonly string[]
}

const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`

/** A Markdown table with aligned columns, numbers to the right. */
export const table = (rows: readonly Record<string, Value>[]): string => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const text = (row: Record<string, Value>, column: string) => `${row[column] ?? ""}`
  const widths = columns.map((column) => Math.max(3, column.length, ...rows.map((row) => text(row, column).length)))
  const numeric = columns.map((column) => rows.every((row) => typeof row[column] === "number"))
  const cell = (value: string, index: number) =>
    numeric[index] ? value.padStart(widths[index] ?? 0) : value.padEnd(widths[index] ?? 0)
  const rule = widths.map((width, index) => (numeric[index] ? `${"-".repeat(width - 1)}:` : "-".repeat(width)))
  return [
    line(columns.map(cell)),
    line(rule),
    ...rows.map((row) => line(columns.map((column, index) => cell(text(row, column), index)))),
  ].join("\n")
}

const verdict = ({ what, asked, measured, met, why }: Bar) =>
  `- ${met ? "met" : "MISSED"}: ${what}: ${measured} (asked: ${asked})${met ? "" : `. ${why}`}`

/** One comparison as Markdown. */
export const sectionText = ({ title, rows, notes, bars }: Section): string =>
  [`## ${title}`, table(rows), notes.join("\n"), bars.map(verdict).join("\n")].join("\n\n")

/** The whole run as Markdown. */
export const reportText = ({ date, machine, endpoint, sections, remarks }: Report): string =>
  [
    `# Bench of ${date}`,
    `${machine.cores} cores (${machine.cpu}), Node ${machine.node}, ${machine.platform}; on ${endpoint}.`,
    "Medians of interleaved rounds; ratios are taken within a round.",
    ...remarks,
    ...sections.map(sectionText),
    "",
  ].join("\n\n")
