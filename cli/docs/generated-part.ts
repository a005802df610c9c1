/**
 * A document with a generated part, the text between `<!-- generated: <part> -->` and `<!-- end: <part> -->`, brought up to
 * date. Throws where the markers are missing; `path` is the document's.
 */
export const withPart = (
  document: string,
  path: string,
  { part, content }: { part: string; content: string },
): string => {
  const [begin, end] = [`<!-- generated: ${part} -->`, `<!-- end: ${part} -->`]
  const [head, rest] = document.split(begin)
  const tail = rest?.split(end)[1]
  if (head === undefined || tail === undefined) throw new Error(`${path} has lost its markers for "${part}"`)
  return `${head}${begin}\n${content}\n${end}${tail}`
}
