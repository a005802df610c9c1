import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs"
import { join } from "node:path"

/** https://github.com/google/leveldb/blob/main/doc/log_format.md */
const blockSize = 32_768
const headerSize = 7
const kinds = new Set([1, 2, 3, 4])

/** CRC-32C (RFC 3720, appendix B.4), a byte at a time. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1
  return crc
})

const crc32c = (bytes: Uint8Array): number => {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0)
  return ~crc >>> 0
}

/** LevelDB stores checksums masked, as a checksum of bytes that contain checksums is weak. */
const masked = (crc: number): number => (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0

const isWhole = (bytes: Buffer, at: number, end: number) =>
  bytes.readUInt32LE(at) === masked(crc32c(bytes.subarray(at + headerSize - 1, end)))

type Step = { next: number } | "damaged" | "torn"

/** The record at `at`. A record that ends after the file does was being written when the process died. */
const step = (bytes: Buffer, at: number): Step => {
  const left = blockSize - (at % blockSize)
  if (left < headerSize) return { next: at + left }
  const size = headerSize + bytes.readUInt16LE(at + 4)
  if (!kinds.has(bytes.readUInt8(at + 6)) || size > left) return "damaged"
  if (at + size > bytes.length) return "torn"
  return isWhole(bytes, at, at + size) ? { next: at + size } : "damaged"
}

/** Where a log stops making sense, in bytes; undefined where it is sound, or ends in what a crash cut short. */
const damageIn = (bytes: Buffer): number | undefined => {
  let at = 0
  while (at + headerSize <= bytes.length) {
    const found = step(bytes, at)
    // A power failure can leave zeros where the last writes should be.
    if (found === "damaged") return bytes.subarray(at).every((byte) => byte === 0) ? undefined : at
    if (found === "torn") return undefined
    at = found.next
  }
  return undefined
}

/** The last bytes of a finished table. https://github.com/google/leveldb/blob/main/doc/table_format.md */
const magic = Buffer.from("57fb808b247547db", "hex")

const namesIn = (folder: string, ending: string): string[] =>
  statSync(folder, { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(folder).filter((name) => name.endsWith(ending))
    : []

const endOf = (file: string): Buffer => {
  const descriptor = openSync(file, "r")
  const end = Buffer.alloc(magic.length)
  try {
    readSync(descriptor, end, { position: Math.max(0, fstatSync(descriptor).size - end.length) })
  } finally {
    closeSync(descriptor)
  }
  return end
}

/**
 * Looks for what LevelDB passes over in silence when it opens: a damaged log, whose writes it drops, and damaged tables,
 * which it first reads when somebody asks for their rows. Throws an error that names the file. Call it before LevelDB
 * opens the folder, and what it returns afterwards: only then is it known which tables are in use.
 */
export const checkLevelFiles = (folder: string): (() => void) => {
  for (const name of namesIn(folder, ".log")) {
    const at = damageIn(readFileSync(join(folder, name)))
    if (at !== undefined) throw new Error(`${name} is damaged from byte ${at}`)
  }
  const before = namesIn(folder, ".ldb")
  return () => {
    const now = namesIn(folder, ".ldb")
    const damaged = before.find((name) => now.includes(name) && !endOf(join(folder, name)).equals(magic))
    if (damaged) throw new Error(`${damaged} is damaged at its end`)
  }
}
