import { ScanCommand } from "@aws-sdk/client-dynamodb"
import { tickets } from "#cli/seed/generate"
import { sendTickets } from "#cli/seed/send-tickets"
import { resources } from "#functions/resources"
import { clients } from "#local/clients"
import { demoUsers } from "#local/identity/demo-users"
import type { TicketSubmittedMessage } from "#schemas/ticket/messages/ticket-submitted"

/** Tickets of a desk that has been open for two days. */
const count = 24
const twoDays = 2 * 24 * 60 * 60 * 1000

/** Every eighth ticket is Cora's, so that the demo customer has something to look at. */
const withCora = (ticket: TicketSubmittedMessage, number: number): TicketSubmittedMessage => {
  const cora = demoUsers.find(({ role }) => role === "customer")
  if (number % 8 !== 5 || !cora?.email) return ticket
  const { firstName, lastName } = ticket.data.customer
  const description = ticket.data.description
    .replaceAll(firstName, cora.givenName)
    .replaceAll(lastName, cora.familyName)
  const customer = { firstName: cora.givenName, lastName: cora.familyName, email: cora.email }
  return { ...ticket, data: { ...ticket.data, customer, description } }
}

const isEmpty = async (aws: ReturnType<typeof clients>): Promise<boolean> => {
  const { Count } = await aws.dynamodb.send(new ScanCommand({ TableName: resources.events.name, Limit: 1 }))
  return Count === 0
}

/** Fills an empty desk through Kinesis, as an integrator would; returns how many tickets were sent. */
export const sendDemoTickets = async ({ awsUrl }: { awsUrl: string }): Promise<number> => {
  const aws = clients(awsUrl)
  try {
    if (!(await isEmpty(aws))) return 0
    const at = new Date(Date.now() - twoDays)
    const demo = tickets({ seed: "demo", count, at, gapMs: twoDays / count }).map(withCora)
    await sendTickets({ kinesis: aws.kinesis, stream: resources.intake.name }, demo)
    return demo.length
  } finally {
    aws.destroy()
  }
}
