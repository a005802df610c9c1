import type * as z from "zod"
import { wording } from "#core/wording"

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

const issuesOf = (issue: z.core.$ZodIssue): Issue[] => {
  const field = (...more: PropertyKey[]) => [...issue.path, ...more].map(String).join(".")
  if (issue.code !== "unrecognized_keys") return [{ field: field(), message: issue.message }]
  return issue.keys.map((key) => ({ field: field(key), message: "is not a known field" }))
}

/** What came from outside, read by a shape: the value, or every field that is wrong. */
export type Checked<S extends z.ZodType> = { value: z.infer<S> } | { issues: Issue[] }

export const check = <S extends z.ZodType>(shape: S, raw: unknown): Checked<S> => {
  const result = shape.safeParse(raw, { error: wording })
  return result.success ? { value: result.data } : { issues: result.error.issues.flatMap(issuesOf) }
}

/** The same for those who have no use for a wrong one. Throws Invalid, which names every field that is wrong. */
export const parse = <S extends z.ZodType>(shape: S, raw: unknown): z.infer<S> => {
  const checked = check(shape, raw)
  if ("issues" in checked) throw new Invalid(checked.issues)
  return checked.value
}
