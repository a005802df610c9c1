/** The most that one call of a batch API takes. */
export type Limit = { count: number; bytes: number }

/** Cuts a list into batches within the limit, in order. An item over the limit on its own is a batch of one. */
export const batches = <Item>(items: readonly Item[], limit: Limit, bytesOf: (item: Item) => number): Item[][] => {
  const cut: Item[][] = []
  let room = 0
  for (const item of items) {
    const bytes = bytesOf(item)
    const current = cut.at(-1)
    if (current && current.length < limit.count && bytes <= room) current.push(item)
    else {
      cut.push([item])
      room = limit.bytes
    }
    room -= bytes
  }
  return cut
}
