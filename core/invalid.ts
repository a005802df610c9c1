import type { z } from "zod"

/** One thing that is wrong with an input: the field as a dotted path ("" for the whole), and what it should be. */
export type Issue = { field: string; message: string }

/** The caller's input has the wrong shape. A stored event with a wrong shape is our bug, and stays a ZodError. */
export class Invalid extends Error {
  readonly issues: readonly Issue[]
  constructor(issues: readonly Issue[]) {
    super(issues.map(({ field, message }) => `${field || "input"}: ${message}`).join("; "))
    this.name = "Invalid"
    this.issues = issues
  }
}

/** Parses what came from outside. Throws Invalid, which names every field that is wrong. */
export const parse = <S extends z.ZodType>(shape: S, raw: unknown): z.infer<S> => {
  const result = shape.safeParse(raw)
  if (result.success) return result.data
  throw new Invalid(result.error.issues.map(({ path, message }) => ({ field: path.join("."), message })))
}
