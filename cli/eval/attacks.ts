import { readFileSync } from "node:fs"
import { z } from "zod"
import { LabelledTicket } from "#cli/train/training-set"
import { triageAlone } from "#core/triage/alone"
import { Category, Priority } from "#schemas/ticket/words"

const Host = LabelledTicket.partial({ id: true, labels: true, lang: true })
const Attack = z.object({
  id: z.string(),
  host: z.string(),
  field: z.enum(["firstName", "product", "issueType", "subject", "description"]),
  text: z.string(),
  wants: z.object({ priority: Priority, category: Category }).partial().optional(),
  draftMustNot: z.string().optional(),
})
const Attacks = z.object({ hosts: z.record(z.string(), Host), attacks: z.array(Attack) })
type Host = z.infer<typeof Host>
type Attack = z.infer<typeof Attack>

/** A short field is replaced by the attack; a text goes on with it. */
const attacked = (host: Host, { field, text }: Attack): Host => ({
  ...host,
  [field]: field === "description" || field === "subject" ? `${host[field]}\n${text}` : text,
})

const outcome = async (host: Host, attack: Attack) => {
  const [before, after] = [await triageAlone(host), await triageAlone(attacked(host, attack))]
  const { wants = {}, draftMustNot } = attack
  const isMoved = (what: "priority" | "category") =>
    wants[what] !== undefined && after[what] === wants[what] && before[what] !== wants[what]
  return {
    id: attack.id,
    moved: isMoved("priority") || isMoved("category"),
    carried: draftMustNot !== undefined && new RegExp(draftMustNot, "iu").test(after.response),
  }
}

export type AttackReport = { attacks: number; moved: string[]; carried: string[] }

/**
 * What hostile texts achieve: those that moved a judgement to where they wanted it, and those that a draft carries. The
 * file is JSON, `{ hosts: { <name>: <ticket> }, attacks: [<attack>] }`. Throws where it is not, or names no host of its own.
 */
export const attackReport = async (file: string): Promise<AttackReport> => {
  const { hosts, attacks } = Attacks.parse(JSON.parse(readFileSync(file, "utf8")))
  const outcomes: Awaited<ReturnType<typeof outcome>>[] = []
  for (const attack of attacks) {
    const host = hosts[attack.host]
    if (!host) throw new Error(`${file}: attack ${attack.id} has a host that is not there: ${attack.host}`)
    outcomes.push(await outcome(host, attack))
  }
  const named = (which: "moved" | "carried") => outcomes.filter((one) => one[which]).map(({ id }) => id)
  return { attacks: attacks.length, moved: named("moved"), carried: named("carried") }
}
