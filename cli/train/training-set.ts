import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { hashOf } from "#core/triage/words"
import { fingerprintOf } from "#local/fingerprint"
import { Category, Priority, Sentiment } from "#schemas/ticket/words"

/** Where the training set is. Its README says how it is labelled. */
export const folder = join(import.meta.dirname, "..", "..", "data", "triage")

const Labels = z.object({ priority: Priority, category: Category, sentiment: Sentiment })
export type Question = keyof z.infer<typeof Labels>

/** A ticket and what it is to be judged. `also`: further labels that a sensible reader may defend. */
export const LabelledTicket = z.object({
  id: z.string().min(1),
  lang: z.string().min(2),
  firstName: z.string(),
  product: z.string(),
  issueType: z.string(),
  subject: z.string(),
  description: z.string(),
  priority: Priority.optional(),
  labels: Labels,
  also: z
    .object({ priority: z.array(Priority), category: z.array(Category), sentiment: z.array(Sentiment) })
    .partial()
    .optional(),
})
export type LabelledTicket = z.infer<typeof LabelledTicket>

/** The ticket's label, and those that a sensible reader may defend. */
export const acceptable = ({ labels, also = {} }: LabelledTicket, question: Question): readonly string[] => [
  labels[question],
  ...(also[question] ?? []),
]

const OwnTicket = LabelledTicket.extend({
  /** Paraphrases and translations of one idea are never on both sides of the split. */
  idea: z.string().min(1),
  hurts: z.enum(["nobody", "one", "team", "many", "person"]),
})
export type OwnTicket = z.infer<typeof OwnTicket>

/** What stands in a file of JSON lines. Throws an error that names the line. */
export const jsonLines = <S extends z.ZodType>(file: string, shape: S): z.infer<S>[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, at) => {
      if (line.trim() === "") return []
      const { success, data, error } = shape.safeParse(JSON.parse(line))
      if (!success) throw new Error(`${file}, line ${at + 1}: ${z.prettifyError(error)}`)
      return [data]
    })

export const trainingSet = (): OwnTicket[] =>
  globSync("*.jsonl", { cwd: folder })
    .sort()
    .flatMap((name) => jsonLines(join(folder, name), OwnTicket))

/** Every seventh idea is measured with and never trained on. */
export const isHeldOut = ({ idea }: Pick<OwnTicket, "idea">): boolean => hashOf(idea) % 7 === 0

/** Changes with everything that the model is made of: the data, and the code that reads a text and learns. */
export const fingerprint = (): string =>
  fingerprintOf(["data/triage/*.{json,jsonl}", "cli/train/*.ts", "core/triage/{bytes,concepts,features,text,words}.ts"])

/** What words mean, by concept. */
export const concepts = (): Record<string, string[]> =>
  z.record(z.string(), z.array(z.string())).parse(JSON.parse(readFileSync(join(folder, "concepts.json"), "utf8")))
