import type { Category } from "#schemas/ticket/words"

/** What a seasoned agent does about one kind of problem. `{product}` stands for the customer's product. */
export type Playbook = {
  /** Completes "This is about …". */
  topic: string
  category: Category
  /** Comes before every other one when the ticket shows this evidence. */
  evidence?: "an outage" | "lost data" | "a security incident" | "a danger to people"
  /** Words of customers that speak for this problem. */
  pattern: RegExp
  /** What is probably the matter, as one sentence to the customer. */
  insight: string
  /** What the customer can do now, in order. */
  steps: readonly string[]
  /** What we need to know when the steps do not help. */
  ask: string
}
