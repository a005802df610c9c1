import { acknowledgement } from "#core/triage/acknowledge"
import type { Asked } from "#core/triage/features"
import { type Judged, judge, speaksMost } from "#core/triage/judge"
import { languageOf } from "#core/triage/language"
import type { Category, Priority } from "#schemas/ticket/words"

/** A ticket, with the priority that its customer asked for. */
export type AskedFor = Asked & { priority?: Priority | undefined }

export type Classification = { priority: Priority; reasoning: string; category: Category }

/** A ticket as triage sees it: of the person it knows the first name. */
export type Triaged = AskedFor & { firstName: string }

/** No more of a customer's sentence is quoted, in characters. */
const longest = 200

const shortened = (sentence: string): string => {
  const characters = Array.from(sentence)
  return characters.length > longest ? `${characters.slice(0, longest).join("")}…` : sentence
}

const heard = (asked: Priority | undefined, { priority }: Judged): string => {
  if (asked === undefined) return ""
  return asked === priority
    ? ` They asked for ${asked} too.`
    : ` They asked for ${asked}, which counts for nothing without evidence.`
}

const needsPerson = "; the judge is not sure, so a person has to look"

/** How urgent a ticket is and what it is about, with the sentence that speaks most for it. */
export const classify = (ticket: AskedFor, judged = judge(ticket)): Classification => {
  const { priority, category, confidence } = judged
  const doubt = confidence === "low" ? needsPerson : ""
  const reasoning = `Judged ${priority} (confidence ${confidence}), above all by "${shortened(speaksMost(ticket, priority))}"${doubt}.`
  return { priority, category, reasoning: `${reasoning}${heard(ticket.priority, judged)}` }
}

/**
 * How urgent a ticket is and what it is about, with the sentence that speaks most for it, and an acknowledgement in its
 * language: what triage comes to without a language model.
 */
export const triageAlone = async (ticket: Triaged): Promise<Classification & { response: string }> => {
  const judged = judge(ticket)
  const { firstName, product, subject, description } = ticket
  const language = await languageOf(`${subject}\n${description}`)
  const response = acknowledgement({ ...judged, firstName, product, language })
  return { ...classify(ticket, judged), response }
}
