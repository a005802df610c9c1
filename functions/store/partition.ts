import type { Stream } from "#schemas/stream"

/** What separates a partition key's category from the stream's id: `TICKET#TKT-1`. */
const separator = "#"

/** The partition key of a stream, in the event table and in the views table. */
export const partitionOf = ({ category, id }: Stream): string => `${category.toUpperCase()}${separator}${id}`

/** The stream in a partition, or undefined where the key is none of ours. */
export const streamIn = (pk: string): Stream | undefined => {
  const end = pk.indexOf(separator)
  const [category, id] = [pk.slice(0, end), pk.slice(end + 1)]
  return end > 0 && id !== "" && category === category.toUpperCase()
    ? { category: category.toLowerCase(), id }
    : undefined
}
