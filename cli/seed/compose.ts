import { type Chance, chanceOf } from "#cli/seed/chance"
import { moods, moodsFor } from "#cli/seed/moods"
import { writer } from "#cli/seed/people"
import { products } from "#cli/seed/products"
import type { Issue, Product, Severity } from "#cli/seed/scenario"
import { filler } from "#cli/seed/slots"
import { TicketId } from "#schemas/id"
import type { TicketSubmittedMessage } from "#schemas/ticket/messages/ticket-submitted"
import type { Priority } from "#schemas/ticket/words"

/** Crockford's base 32: no letter that could be taken for a digit. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".split("")

const ticketId = (chance: Chance) =>
  TicketId.parse(`TKT-${Array.from({ length: 16 }, () => chance.one(alphabet)).join("")}`)

const priorities: Record<Severity, Priority> = { minor: "LOW", normal: "MEDIUM", serious: "HIGH", critical: "CRITICAL" }

/** Few customers ask for a priority; some of those who do exaggerate. */
const askedPriority = (chance: Chance, severity: Severity): { priority?: Priority } => {
  if (chance.happens(0.85)) return {}
  return { priority: chance.happens(0.25) ? "CRITICAL" : priorities[severity] }
}

type Told = { product: Product; issue: Issue; severity: Severity; says: string }

/** What happened, what was tried and what it means; questions and praise come without the latter two. */
const story = (chance: Chance, { product, issue, severity, says }: Told): string => {
  const sentences = [says, chance.one(issue.adds)]
  if (!issue.kind && chance.happens(0.7)) sentences.push(chance.one(product.tried))
  if (!issue.kind) sentences.push(chance.one(product.means[severity]))
  return sentences.join(" ")
}

const description = (chance: Chance, told: Told): string => {
  const mood = moods()[chance.one(moodsFor(told.issue.kind, told.severity))]
  const paragraphs = [chance.one(mood.opens), story(chance, told), chance.one(mood.closes)]
  return paragraphs.filter((paragraph) => paragraph !== "").join("\n\n")
}

/** Ticket number `number` of a seed: always the same, however many are asked for. */
export const compose = (seed: string, number: number, submittedAt: string): TicketSubmittedMessage => {
  const chance = chanceOf(`${seed}/${number}`)
  const id = ticketId(chance)
  const customer = writer(chance)
  const product = chance.one(products())
  const issue = chance.one(product.issues)
  const severity = chance.one(issue.severities)
  const { subject, says } = chance.one(issue.phrasings)
  const fill = filler(chance, customer)
  return {
    eventName: "TicketSubmitted",
    ticketId: id,
    submittedAt,
    data: {
      customer,
      product: product.name,
      issueType: issue.type,
      subject: fill(subject),
      description: fill(description(chance, { product, issue, severity, says })),
      ...askedPriority(chance, severity),
    },
  }
}
