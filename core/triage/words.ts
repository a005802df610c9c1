import { bytesOf } from "#core/triage/bytes"

/** FNV-1a in 32 bits. http://www.isthe.com/chongo/tech/comp/fnv/ */
export const hashOf = (text: string): number => {
  let hash = 2_166_136_261
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 12)) >>> 0
}

/** Words by their hashes, four bytes each, in base64; a word's row is its place. Two words with one hash share theirs. */
export const numberedWord = (base64: string): ((word: string) => number | undefined) => {
  const bytes = bytesOf(base64)
  const view = new DataView(bytes.buffer)
  const rows = new Map(Array.from({ length: bytes.length / 4 }, (_, row) => [view.getUint32(row * 4), row]))
  return (word) => rows.get(hashOf(word))
}
