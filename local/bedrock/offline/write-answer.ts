import { triageAlone } from "#core/triage/alone"
import type { Ticket } from "#local/bedrock/offline/read-ticket"
import type { TriageAnswer } from "#schemas/ticket/triage"

export const signature = "Judged by Ledgerdesk's offline engine, without a language model."

/** What a model would put into `record_triage`, by the judge of core/triage and with an acknowledgement as the reply. */
export const writeAnswer = async (ticket: Ticket): Promise<TriageAnswer> => {
  const { reasoning, ...answer } = await triageAlone({ ...ticket, priority: ticket.priorityAskedFor })
  return { ...answer, reasoning: `${reasoning} ${signature}` }
}
