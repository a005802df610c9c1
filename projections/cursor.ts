/**
 * The same place in another revision of a read model, so that a list that somebody is in the middle of stays whole over
 * a rebuild. ElectroDB's cursor is the base64url of the keys, which begin with the entity's name and version. What is
 * not a cursor stays what it is.
 */
export const cursorAt = ({ name, revision }: { name: string; revision: string }, cursor: string): string => {
  const keys = Buffer.from(cursor, "base64url").toString()
  const [before, after] = [`"$${name}_`, `"$${name}_${revision}`]
  if (!keys.startsWith("{") || !keys.includes(before)) return cursor
  const moved = keys
    .split(before)
    .map((part, i) => (i === 0 ? part : after + part.replace(/^\d+/, "")))
    .join("")
  return Buffer.from(moved).toString("base64url")
}
