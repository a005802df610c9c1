import { customerIdOf } from "#functions/lib/customer-id"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import type { Category, Priority, Sentiment } from "#schemas/ticket/words"
import type { FakeDesk } from "#test/support/fake-desk"

type Sample = {
  customer: [firstName: string, lastName: string]
  about: [product: string, issueType: string]
  subject: string
  description: string
  judged: [Priority, Category, Sentiment]
  /** Age in minutes. */
  age: number
}

/** The ticket of the customer whom the browser tests sign in. */
export const cora: Sample = {
  customer: ["Cora", "Customer"],
  about: ["Router X2", "Connection"],
  subject: "Router drops the connection every few minutes",
  description:
    "Hello,\n\nsince the update last night my router loses the connection every five minutes. I work from home and was thrown out of three meetings today. I have restarted it twice and it did not help.\n\nThis is really frustrating, please help quickly.\n\nCora",
  judged: ["HIGH", "bug", "NEGATIVE"],
  age: 12,
}

const samples: Sample[] = [
  cora,
  {
    customer: ["Miguel", "Santos"],
    about: ["CloudDrive Pro", "Login"],
    subject: "Nobody in our company can sign in since this morning",
    description:
      "All 40 of us see an error after entering the password. We cannot work at all. This must be fixed now!",
    judged: ["CRITICAL", "access", "NEGATIVE"],
    age: 34,
  },
  {
    customer: ["Priya", "Nair"],
    about: ["Invoice Studio", "Billing"],
    subject: "Charged twice for March",
    description: "My card statement shows the March invoice twice. Could you please refund one of them? Thank you.",
    judged: ["MEDIUM", "billing", "NEUTRAL"],
    age: 95,
  },
  {
    customer: ["Jonas", "Lindqvist-Abrahamsson"],
    about: ["PhotoBox 500", "How-to"],
    subject: "How do I move my albums to a new computer without losing the captions and the order that I put them in?",
    description: "I love the program, but I cannot find out how to move the albums. Is there a way?",
    judged: ["LOW", "how-to", "POSITIVE"],
    age: 400,
  },
  {
    customer: ["Fatima", "Zahra"],
    about: ["Thermo One", "Hardware"],
    subject: "Thermostat shows the wrong temperature, otherwise great",
    description: "It is lovely and easy to use, but it shows four degrees too many.",
    judged: ["MEDIUM", "hardware", "MIXED"],
    age: 2_900,
  },
]

const scores = {
  POSITIVE: { positive: 0.91, neutral: 0.06, mixed: 0.02, negative: 0.01 },
  NEUTRAL: { positive: 0.08, neutral: 0.81, mixed: 0.04, negative: 0.07 },
  MIXED: { positive: 0.31, neutral: 0.11, mixed: 0.42, negative: 0.16 },
  NEGATIVE: { positive: 0.01, neutral: 0.05, mixed: 0.08, negative: 0.86 },
}

const personOf = ([firstName, lastName]: Sample["customer"]) => {
  const email = `${firstName.toLowerCase()}@example.com`
  return { id: customerIdOf(email), firstName, lastName, email }
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

export const submission = ({ customer, about, subject, description, age }: Sample): Fact => ({
  type: "TicketSubmitted",
  data: {
    customer: personOf(customer),
    product: about[0],
    issueType: about[1],
    subject,
    description,
    channel: "kinesis",
    submittedAt: ago(age),
  },
})

/** What triage and routing make of a ticket. */
export const triage = ({ judged: [priority, category, sentiment], customer }: Sample): Fact[] => [
  { type: "SentimentDetected", data: { sentiment, scores: scores[sentiment], engine: "model" } },
  {
    type: "TicketClassified",
    data: {
      priority,
      category,
      reasoning: `The customer describes a ${category} problem; the tone and the number of people it stops from working make it ${priority.toLowerCase()}.`,
      engine: "model",
      model: "anthropic.claude-sonnet",
    },
  },
  {
    type: "ResponseDrafted",
    data: {
      text: `Dear ${customer[0]},\n\nthank you for telling us, and sorry for the trouble. We have found the cause and are working on it; you will hear from us within the hour.\n\nKind regards\nYour support team`,
      engine: "model",
      model: "anthropic.claude-sonnet",
    },
  },
]

const route = ({ judged: [priority] }: Sample): Fact => ({
  type: "TicketRouted",
  data: {
    team: priority === "HIGH" || priority === "CRITICAL" ? "Escalations" : "General Support",
    reason: `${priority} goes there by default`,
    by: "rules",
  },
})

const integration = { role: "integration" as const, id: "shop", name: "Web shop" }

/** Fills a desk with five tickets, TKT-1001 (the newest, Cora's) to TKT-1005. */
export const fill = async (desk: FakeDesk): Promise<void> => {
  for (const [i, sample] of samples.entries()) {
    const ticketId = `TKT-${1001 + i}`
    await desk.happen(ticketId, [submission(sample)], { actor: integration, at: ago(sample.age) })
    await desk.happen(ticketId, triage(sample), { at: ago(sample.age - 0.1) })
    await desk.happen(ticketId, [route(sample)], {
      at: ago(sample.age - 0.2),
      actor: { role: "system", id: "route-tickets" },
    })
  }
}
