/** Characters of a preview at most, in UTF-16's units, the ellipsis included. */
const longest = 140

const characters = new Intl.Segmenter("en", { granularity: "grapheme" })

/** The end of the last whole character before `limit`; inside of one where a single one is longer. */
const cutBefore = (text: string, limit: number): number => {
  const ends = Array.from(characters.segment(text.slice(0, limit * 2)), ({ index, segment }) => index + segment.length)
  return ends.findLast((end) => end <= limit) ?? limit
}

/** The first words of a message, in one line; cut between characters as people see them. */
export const previewOf = (message: string): string => {
  const line = message
    .slice(0, 40 * longest)
    .replace(/\s+/gu, " ")
    .trim()
  if (line.length <= longest) return line
  return `${line.slice(0, cutBefore(line, longest - 1)).trimEnd()}…`
}
