import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { jsonLines } from "#cli/train/training-set"
import { judge } from "#core/triage/judge"
import { Category } from "#schemas/ticket/words"

/** Beside the checkout, where it is there; nothing of it is trained on or kept here. */
const folder = join(import.meta.dirname, "..", "..", "..", "shared", "data", "intents")

const Right = z.record(z.string(), z.array(Category))
const Categories = z.looseObject({ banking77: Right, clinc150: Right })
const Line = z.object({ text: z.string(), intent: z.string() })

const sets = { banking77: "Banking77", clinc150: "CLINC150" } as const
type SetName = keyof typeof sets

const linesOf = (name: SetName) => jsonLines(join(folder, `${name}-test.jsonl`), Line)

const categoryOf = (text: string) => judge({ product: "", issueType: "", subject: "", description: text }).category

export type PublicSet = { name: string; texts: number; right: number }

/** The share of public questions that got a right category; empty where the sets are not beside the checkout. */
export const publicSets = (): PublicSet[] => {
  if (!existsSync(folder)) return []
  const categories = Categories.parse(JSON.parse(readFileSync(join(folder, "categories.json"), "utf8")))
  const measured = (Object.keys(sets) as SetName[]).map((name) => {
    const asked = linesOf(name).flatMap(({ text, intent }) => {
      const right = categories[name][intent]
      return right ? [right.includes(categoryOf(text))] : []
    })
    return { name: sets[name], texts: asked.length, right: asked.filter(Boolean).length / asked.length }
  })
  const outside = linesOf("clinc150").filter(({ intent }) => intent === "oos")
  const said = outside.filter(({ text }) => categoryOf(text) === "other").length
  return [...measured, { name: "CLINC150, out of scope", texts: outside.length, right: said / outside.length }]
}
