import * as z from "zod"
import { codes, ProblemShape } from "#functions/http/problem"
import { Actor, Agent } from "#schemas/actor"
import { TicketId } from "#schemas/id"
import { RebuildProgress } from "#schemas/rebuild"
import { StoredCommit, StoredEvent } from "#schemas/recorded"
import { CustomerPageAnswer } from "#schemas/ticket/views/customer-page"
import { CustomerInboxPage } from "#schemas/ticket/views/customer-row"
import { InboxAnswer, InboxPage } from "#schemas/ticket/views/inbox-row"
import { TicketPageAnswer } from "#schemas/ticket/views/ticket-page"

const Accepted = z.object({ ticketId: TicketId, version: z.int() })
const StreamAccepted = z.object({ id: z.string(), version: z.int() })
const Me = Actor.extend({ email: z.string().optional(), customerId: z.string().optional() })
const Health = z.object({ status: z.string(), checks: z.array(z.object({ name: z.string(), ok: z.boolean() })) })
const History = z.object({
  items: z.array(StoredCommit.omit({ events: true }).extend(StoredEvent.shape).extend({ ticketId: TicketId })),
})
const Problem = ProblemShape.extend({
  code: z.string().describe(`Stable, for programs: ${codes.join(", ")} and others.`),
})

/** A zod shape as the JSON Schema of what is sent (`input`) or answered. Answers may grow, so readers must let them. */
export const schema = (shape: z.ZodType, io: "input" | "output" = "output") => {
  const { $schema: _, ...rest } = z.toJSONSchema(shape, {
    io,
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      if (io === "output") delete jsonSchema.additionalProperties
    },
  })
  return rest
}

/** What the routes answer, by the names that the document refers to. */
export const answerShapes = () => ({
  Accepted: schema(Accepted),
  StreamAccepted: schema(StreamAccepted),
  InboxPage: schema(InboxPage),
  CustomerInboxPage: schema(CustomerInboxPage),
  Inbox: schema(InboxAnswer),
  TicketPage: schema(TicketPageAnswer),
  CustomerPage: schema(CustomerPageAnswer),
  History: schema(History),
  Agents: schema(z.object({ items: z.array(Agent) })),
  Rebuilds: schema(z.object({ items: z.array(RebuildProgress) })),
  Me: schema(Me),
  Health: schema(Health),
  Document: { type: "object" },
  Problem: schema(Problem),
})

export type AnswerName = keyof ReturnType<typeof answerShapes>
