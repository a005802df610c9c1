import { closings, replies } from "#core/ticket/triage/replies"
import { type Classification, classificationByRules } from "#core/ticket/triage/rules"
import { choosePlaybook } from "#local/bedrock/offline/choose"
import { detailsIn } from "#local/bedrock/offline/details"
import type { Playbook } from "#local/bedrock/offline/playbook"
import type { Ticket } from "#local/bedrock/offline/read-ticket"
import type { TriageAnswer } from "#schemas/ticket/triage"
import type { Category, Sentiment } from "#schemas/ticket/words"

export const signature = "Judged by Ledgerdesk's offline engine, without a language model."

type Advice = Pick<Playbook, "insight" | "steps" | "ask">

/** The same ticket always gets the same wording; two tickets seldom do. */
const pick = <T>(options: readonly [T, ...T[]], text: string, salt: number): T => {
  const hash = [...text].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003, salt)
  return options[hash % options.length] ?? options[0]
}

const openings: Record<Sentiment, readonly [string, ...string[]]> = {
  NEGATIVE: [
    "I am sorry that {product} has let you down, and I understand that you are annoyed.",
    "This is not how it should be, and I am sorry for the trouble.",
    "Thank you for telling us so plainly; I am sorry that you had to.",
  ],
  MIXED: [
    "Thank you for naming both what you like and what goes wrong.",
    "I am glad that part of it pleases you, and sorry about the rest.",
  ],
  NEUTRAL: [
    "Thank you for getting in touch about {product}.",
    "Thank you for your message and for describing it so clearly.",
    "Thank you for writing to us.",
  ],
  POSITIVE: [
    "Thank you, your message made our day.",
    "It is a pleasure to read this, thank you.",
    "Thank you for your friendly message.",
  ],
}

const leads: readonly [string, ...string[]] = [
  "Here is what I suggest:",
  "Please try the following:",
  "These steps come first:",
]

/** Feedback needs no steps, and an introduction that ends with a colon leads already. */
const leadOf = ({ insight }: Advice, category: Category, text: string): string[] => {
  if (insight.endsWith(":")) return []
  return [category === "feedback" ? "If you like:" : pick(leads, text, 2)]
}

const noted = (known: readonly string[]): string =>
  known.length === 0 ? "" : ` I have noted ${known.join(", ")}, so you need not send it again.`

const reply = (ticket: Ticket, advice: Advice, { category, priority }: Classification): string => {
  const text = `${ticket.subject}\n${ticket.description}`
  const steps = advice.steps.map((step, index) => `${index + 1}. ${step}`)
  const paragraphs = [
    `Hello ${ticket.firstName},`,
    `${pick(openings[ticket.sentiment], text, 1)} Your message "${ticket.subject}" is with us.${noted(detailsIn(text))}`,
    advice.insight,
    [...leadOf(advice, category, text), ...steps].join("\n"),
    advice.ask,
    closings[priority],
    "Kind regards,\nThe support team",
  ]
  return paragraphs.join("\n\n").replaceAll("{product}", ticket.product)
}

/**
 * What a model would put into `record_triage`. Urgency is judged by the rules of core/ticket/triage, the reply comes
 * from the playbook that fits the problem.
 */
export const writeAnswer = (ticket: Ticket): TriageAnswer => {
  const { issueType, subject, description } = ticket
  const judged = classificationByRules({ ...ticket, priority: ticket.priorityAskedFor }, ticket)
  const playbook = choosePlaybook({ issueType, subject, description, category: judged.category })
  const fallback = replies[judged.category]
  const advice = playbook ?? { ...fallback, insight: fallback.opening }
  const reasoning = judged.reasoning.replace(" by rules:", ` for ${playbook?.topic ?? "this request"}:`)
  return {
    priority: judged.priority,
    reasoning: `${reasoning} ${signature}`,
    category: judged.category === "other" ? (playbook?.category ?? "other") : judged.category,
    response: reply(ticket, advice, judged),
  }
}
