import { randomBytes, randomUUID } from "node:crypto"
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { exportJWK, generateKeyPair } from "jose"
import { z } from "zod"

const PrivateKey = z.object({
  kty: z.literal("RSA"),
  alg: z.literal("RS256"),
  use: z.literal("sig"),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
  d: z.string(),
  p: z.string(),
  q: z.string(),
  dp: z.string(),
  dq: z.string(),
  qi: z.string(),
})

const Keys = z.object({ signing: PrivateKey, cookies: z.array(z.string().min(32)).min(1) })

/** The key that signs tokens, and those that sign the sign-in page's cookies. Secret: never log them. */
export type Keys = z.infer<typeof Keys>

const makeKeys = async (): Promise<Keys> => {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true })
  const signing = PrivateKey.parse({ ...(await exportJWK(privateKey)), alg: "RS256", use: "sig", kid: randomUUID() })
  return { signing, cookies: [randomBytes(32).toString("base64url")] }
}

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? error.code : undefined)

/** Linking a finished file lets the first of two makers win, and no reader ever sees half a file. */
const createOnce = async (file: string, keys: Keys) => {
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, JSON.stringify(keys), { mode: 0o600 })
  try {
    await link(draft, file)
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error
  } finally {
    await rm(draft)
  }
}

const read = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, "utf8")
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined
    throw new Error(`The sign-in keys in ${file} cannot be read (${codeOf(error)}): move away what is there`)
  }
}

/** Never quotes what the file holds. */
const parseKeys = (file: string, text: string): Keys => {
  try {
    return Keys.parse(JSON.parse(text))
  } catch {
    throw new Error(`${file} does not hold the sign-in keys: delete it to make new ones (everybody signs in again)`)
  }
}

/**
 * The keys in `<folder>/identity-keys.json`; made at the first call, readable by their owner only. Throws where the
 * file holds something else.
 */
export const identityKeys = async (folder: string): Promise<Keys> => {
  const file = join(folder, "identity-keys.json")
  const text = await read(file)
  if (text !== undefined) return parseKeys(file, text)
  await mkdir(folder, { recursive: true })
  await createOnce(file, await makeKeys())
  return parseKeys(file, await readFile(file, "utf8"))
}

/** What anybody may know of the signing key. */
export const publicKeys = ({ signing: { kty, alg, use, kid, n, e } }: Keys) => ({
  keys: [{ kty, alg, use, kid, n, e }],
})
