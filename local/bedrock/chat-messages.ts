import { z } from "zod"
import type { Answer, Block, ConverseRequest, Message, StopReason, Tool } from "#local/bedrock/converse"

/** Converse's words in those of OpenAI's chat completions: https://platform.openai.com/docs/api-reference/chat/create */

const texts = (content: readonly Block[]) => content.flatMap((block) => ("text" in block ? [block.text] : []))

const results = (content: readonly Block[]) =>
  content.flatMap((block) => {
    if (!("toolResult" in block)) return []
    const { toolUseId, content: parts } = block.toolResult
    const shown = parts.map((part) => ("text" in part ? part.text : JSON.stringify(part.json))).join("\n")
    return [{ role: "tool", tool_call_id: toolUseId, content: shown }]
  })

const calls = (content: readonly Block[]) =>
  content.flatMap((block) => {
    if (!("toolUse" in block)) return []
    const { toolUseId, name, input } = block.toolUse
    return [{ id: toolUseId, type: "function", function: { name, arguments: JSON.stringify(input) } }]
  })

/** One message of ours may be several of theirs: each tool's result is a message of its own, before the text. */
const messages = ({ role, content }: Message): object[] => {
  const text = texts(content).join("\n")
  const called = calls(content)
  const spoken = { role, content: text, ...(called.length > 0 && { tool_calls: called }) }
  return [...results(content), ...(text || called.length > 0 ? [spoken] : [])]
}

const tool = ({ name, description, inputSchema }: Tool) => ({
  type: "function",
  function: { name, description, parameters: inputSchema.json },
})

type Choice = NonNullable<ConverseRequest["toolConfig"]>["toolChoice"]

const choice = (wanted: Choice) => {
  if (wanted && "tool" in wanted) return { type: "function", function: { name: wanted.tool.name } }
  return wanted && "any" in wanted ? "required" : "auto"
}

export const toChatRequest = (model: string, { system = [], messages: said, ...rest }: ConverseRequest) => {
  const { inferenceConfig: limits = {}, toolConfig } = rest
  return {
    model,
    messages: [...system.map(({ text }) => ({ role: "system", content: text })), ...said.flatMap(messages)],
    max_tokens: limits.maxTokens,
    temperature: limits.temperature,
    top_p: limits.topP,
    stop: limits.stopSequences,
    ...(toolConfig && {
      tools: toolConfig.tools.map(({ toolSpec }) => tool(toolSpec)),
      tool_choice: choice(toolConfig.toolChoice),
    }),
  }
}

/** Some servers give a tool's arguments as JSON text, some as an object. */
const Arguments = z.union([
  z.string().transform((text, context) => {
    try {
      return z.json().parse(JSON.parse(text || "{}"))
    } catch {
      context.addIssue({ code: "custom", message: "are not JSON" })
      return z.NEVER
    }
  }),
  z.record(z.string(), z.json()),
])

const Choices = z
  .array(
    z.object({
      message: z.object({
        content: z.string().nullish(),
        tool_calls: z
          .array(z.object({ id: z.string().nullish(), function: z.object({ name: z.string(), arguments: Arguments }) }))
          .nullish(),
      }),
      finish_reason: z.string().nullish(),
    }),
  )
  .min(1, "is empty")

export const ChatResponse = z.object({
  choices: Choices,
  usage: z.object({ prompt_tokens: z.int().nullish(), completion_tokens: z.int().nullish() }).nullish(),
})
export type ChatResponse = z.infer<typeof ChatResponse>

const stopReasons: Record<string, StopReason> = { length: "max_tokens", content_filter: "content_filtered" }

export const toAnswer = ({ choices: [first], usage }: ChatResponse): Answer => {
  const tools = (first?.message.tool_calls ?? []).map(({ id, function: { name, arguments: input } }, index) => ({
    toolUse: { toolUseId: id || `tooluse_${index + 1}`, name, input },
  }))
  const text = first?.message.content
  return {
    content: [...(text ? [{ text }] : []), ...tools],
    stopReason: tools.length > 0 ? "tool_use" : (stopReasons[first?.finish_reason ?? ""] ?? "end_turn"),
    usage: { inputTokens: usage?.prompt_tokens ?? 0, outputTokens: usage?.completion_tokens ?? 0 },
  }
}
