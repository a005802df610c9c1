import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda"
import { onDesk } from "#cli/operate/desk-environment"
import { must, type Station } from "#cli/prove/trial"
import { JudgedSentiment } from "#schemas/ticket/triage"

const unanswered = (error: unknown): never => {
  throw new Error(`${error}: is judge-by-rules running?`)
}

/** The rules that triage falls back to. No ticket reaches them while the models answer, so they are asked directly. */
export const fallbackStation = (ticketId: string): Station => ({
  name: "triage by the rules",
  needs: ["event store"],
  check: async () => {
    const lambda = new LambdaClient({ maxAttempts: 1 })
    const Payload = JSON.stringify({ judge: "sentiment", ticketId, eventId: "prove", correlationId: "prove" })
    const FunctionName = onDesk("judge-by-rules")
    const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload })).catch(unanswered)
    lambda.destroy()
    const text = answer.Payload?.transformToString() ?? ""
    must(answer.FunctionError === undefined, `judge-by-rules failed: ${text.slice(0, 200)}`)
    must(JudgedSentiment.parse(JSON.parse(text)).engine === "rules", "judge-by-rules did not judge by the rules")
  },
})
