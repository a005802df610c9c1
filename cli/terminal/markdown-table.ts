type Cell = string | number

/** A table in Markdown. `isRight` says which columns stand to the right. */
export const markdownTable = (
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  isRight: (column: string, at: number) => boolean,
): string =>
  [head, head.map((column, at) => (isRight(column, at) ? "---:" : "---")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n")
