import * as z from "zod"
import { Template } from "#cli/seed/slots"
import { Problem } from "#schemas/ticket/words"

/** How bad a problem is for the customer. */
export const Severity = z.enum(["minor", "normal", "serious", "critical"])
export type Severity = z.infer<typeof Severity>

/** How the customer writes. */
export const Mood = z.enum(["calm", "friendly", "puzzled", "worried", "annoyed", "angry", "furious", "pleased"])
export type Mood = z.infer<typeof Mood>

const Templates = z.array(Template).min(1)

/** One kind of ticket. A question or praise comes without attempts and without consequences. */
export const Issue = z.strictObject({
  type: Problem.shape.issueType,
  kind: z.enum(["question", "praise"]).optional(),
  severities: z.array(Severity).min(1),
  /** What happens, under its subject. */
  phrasings: z.array(z.strictObject({ subject: Template, says: Template })).min(1),
  /** Details, any of which goes with any phrasing. */
  adds: Templates,
})
export type Issue = z.infer<typeof Issue>

/** A product that customers write about: one file of `scenarios/`. */
export const Product = z.strictObject({
  name: Problem.shape.product,
  /** What they have tried already. */
  tried: Templates,
  /** What it means for them. */
  means: z.record(Severity, Templates),
  issues: z.array(Issue).min(1),
})
export type Product = z.infer<typeof Product>
