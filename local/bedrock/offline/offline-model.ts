import type { Answer, ConverseRequest, Model, Tool } from "#local/bedrock/converse"
import { fillSchema } from "#local/bedrock/offline/fill-schema"
import { readTicket } from "#local/bedrock/offline/read-ticket"
import { signature, writeAnswer } from "#local/bedrock/offline/write-answer"

const self = "I am Ledgerdesk's offline engine: I judge and acknowledge tickets, without a language model."

/** The tool that the caller wants, or the one that the offline engine knows how to use without being told. */
const toolFor = ({ toolConfig }: ConverseRequest): Tool | undefined => {
  if (!toolConfig) return undefined
  const { tools, toolChoice = { auto: {} } } = toolConfig
  const named = (name: string) => tools.find(({ toolSpec }) => toolSpec.name === name)?.toolSpec
  if ("tool" in toolChoice) return named(toolChoice.tool.name)
  return named("record_triage") ?? ("any" in toolChoice ? tools[0]?.toolSpec : undefined)
}

const toolResults = ({ messages }: ConverseRequest): string[] =>
  (messages.at(-1)?.content ?? []).flatMap((block) =>
    "toolResult" in block
      ? block.toolResult.content.map((part) => ("text" in part ? part.text : JSON.stringify(part.json)))
      : [],
  )

const say = async (request: ConverseRequest): Promise<string> => {
  const results = toolResults(request)
  if (results.length > 0) return `The tool answered: ${results.join("\n")}\n\n${self}`
  const ticket = readTicket(request)
  return ticket ? `${(await writeAnswer(ticket)).response}\n\n${self}` : `${self} I cannot answer a question.`
}

const toolInput = async (request: ConverseRequest, { name, inputSchema }: Tool) => {
  const ticket = readTicket(request)
  return name === "record_triage" && ticket ? writeAnswer(ticket) : fillSchema(inputSchema.json, signature)
}

/** About four characters make a token of English. */
const tokens = (value: unknown) => Math.ceil(JSON.stringify(value).length / 4)

const counted = (request: ConverseRequest, answer: Omit<Answer, "usage">): Answer => ({
  ...answer,
  usage: { inputTokens: tokens([request.system, request.messages]), outputTokens: tokens(answer.content) },
})

/** Judges and acknowledges tickets, and says what it is each time. The same conversation always gets the same answer. */
export const offlineModel: Model = async (_, request) => {
  const tool = toolFor(request)
  if (!tool) return counted(request, { content: [{ text: await say(request) }], stopReason: "end_turn" })
  const toolUse = { toolUseId: "tooluse_offline_1", name: tool.name, input: await toolInput(request, tool) }
  return counted(request, { content: [{ toolUse }], stopReason: "tool_use" })
}
