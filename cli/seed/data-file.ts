import { readFileSync } from "node:fs"
import { relative } from "node:path"
import type * as z from "zod"
import { check } from "#core/invalid"

const parsed = (name: string, text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`${name} is not JSON: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

/** What a JSON file says. Throws one line that names the file, and every field that is wrong with what it should be. */
export const readData = <S extends z.ZodType>(path: string, shape: S): z.infer<S> => {
  const name = relative(process.cwd(), path)
  const checked = check(shape, parsed(name, readFileSync(path, "utf8")))
  if ("value" in checked) return checked.value
  throw new Error(checked.issues.map(({ field, message }) => `${name}: ${field || "the file"} ${message}`).join("; "))
}

/** Read when first asked for, so that a file that is wrong fails the command that needs it, and no other. */
export const lazily = <Data>(read: () => Data): (() => Data) => {
  let found: Data | undefined
  return () => {
    found ??= read()
    return found
  }
}
