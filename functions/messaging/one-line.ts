/** Text as one line of a header: any white space becomes one blank, control characters go, the end is cut off. */
export const oneLine = (text: string, length: number): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, length)

/** The same in ASCII, for carriers that take nothing else: accents go, and what has no ASCII letter becomes "?". */
export const asciiLine = (text: string, length: number): string =>
  oneLine(
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/\P{ASCII}/gu, "?"),
    length,
  )
