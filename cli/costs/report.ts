import { assumptions, leftOut } from "#cli/costs/assumptions"
import type { Costs } from "#cli/costs/costs"
import type { Line } from "#cli/costs/line"
import { lookedUp, type Price, prices, region } from "#cli/costs/prices"
import { markdownTable } from "#cli/terminal/markdown-table"

const dollars = (usd: number | undefined) => (usd === undefined ? "unknown" : `$${usd.toFixed(2)}`)

const amount = (quantity: number) =>
  quantity >= 100 ? Math.round(quantity).toLocaleString("en-US") : String(Number(quantity.toPrecision(3)))

const dearestFirst = (lines: readonly Line[]) => lines.toSorted((a, b) => (b.usd ?? 0) - (a.usd ?? 0))

const rowsOf = (lines: readonly Line[], total: number): string[][] => [
  ...dearestFirst(lines).map(({ service, what, quantity, unit, usd }) => [
    service,
    what,
    `${amount(quantity)} ${unit}`,
    dollars(usd),
  ]),
  ["**together**", "", "", `**${dollars(total)}**`],
]

const table = (head: readonly string[], rows: readonly string[][]): string =>
  markdownTable(head, rows, (column, at) => at === head.length - 1 && column === "a month")

type Chapter = [title: string, says: string, table: string]

const chapters = ({ atRest, tickets, kept, totals }: Costs, count: number): Chapter[] => {
  const head = ["service", "for", "how much", "a month"]
  const many = count.toLocaleString("en-US")
  return [
    ["A month in which nothing happens", "", table(head, rowsOf(atRest, totals.atRest))],
    [`${many} tickets in a month`, "In addition to that:", table(head, rowsOf(tickets, totals.tickets))],
    [
      `Keeping ${many} tickets`,
      "In every month in which they are kept, and in the first one too:",
      table(head, rowsOf(kept, totals.kept)),
    ],
  ]
}

const priceRow = ([name, { usd, per, unit, page, read }]: [string, Price]): string[] => [
  name,
  usd === undefined ? "unknown" : `$${usd} per ${per === 1 ? "" : `${per.toLocaleString("en-US")} `}${unit}`,
  `[page](${page})`,
  read === "page" ? "that page" : read,
]

const unknown = ({ unpriced }: Costs) =>
  unpriced.length > 0 ? [`In no sum, because no price was found: ${unpriced.join("; ")}.`] : []

/** Everything as Markdown, for a terminal as for a guide: sums, assumptions, what is missing, and where prices are from. */
export const reported = (costs: Costs, tickets: number): string =>
  [
    ...chapters(costs, tickets).flatMap(([title, says, text]) => [`### ${title}`, ...(says ? [says] : []), text]),
    ...unknown(costs),
    "### Taken for granted",
    table(
      ["", ""],
      Object.values(assumptions).map(({ value, says }) => [value.toLocaleString("en-US"), says]),
    ),
    `### Left out\n\n${leftOut.map((each) => `- ${each}`).join("\n")}`,
    "### Prices",
    `List prices in ${region}, looked up on ${lookedUp}, without free tiers, discounts and taxes.`,
    table(["", "price", "AWS's page", "read in"], Object.entries<Price>(prices).map(priceRow)),
  ].join("\n\n")
