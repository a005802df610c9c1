import { z } from "zod"

/**
 * The parts of Bedrock's Converse API that both engines speak.
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
 */
const TextBlock = z.object({ text: z.string() })
const ToolUse = z.object({ toolUseId: z.string(), name: z.string(), input: z.json() })
const ToolUseBlock = z.object({ toolUse: ToolUse })
const ToolResultContent = z.union([TextBlock, z.object({ json: z.json() })])
const ToolResultBlock = z.object({
  toolResult: z.object({ toolUseId: z.string(), content: z.array(ToolResultContent), status: z.string().optional() }),
})

export const Block = z.union([TextBlock, ToolUseBlock, ToolResultBlock])
export type Block = z.infer<typeof Block>

const Message = z.object({ role: z.enum(["user", "assistant"]), content: z.array(Block) })
export type Message = z.infer<typeof Message>

const Tool = z.object({
  toolSpec: z.object({
    name: z.string(),
    description: z.string().optional(),
    inputSchema: z.object({ json: z.json() }),
  }),
})
export type Tool = z.infer<typeof Tool>["toolSpec"]

const ToolChoice = z.union([
  z.object({ auto: z.object({}) }),
  z.object({ any: z.object({}) }),
  z.object({ tool: z.object({ name: z.string() }) }),
])

export const ConverseRequest = z.object({
  messages: z.array(Message).min(1),
  system: z.array(TextBlock).optional(),
  inferenceConfig: z
    .object({
      maxTokens: z.int().positive(),
      temperature: z.number(),
      topP: z.number(),
      stopSequences: z.array(z.string()),
    })
    .partial()
    .optional(),
  toolConfig: z.object({ tools: z.array(Tool).min(1), toolChoice: ToolChoice.optional() }).optional(),
})
export type ConverseRequest = z.infer<typeof ConverseRequest>

export type StopReason = "end_turn" | "tool_use" | "max_tokens" | "content_filtered"

/** What an engine says, without what the service adds. */
export type Answer = {
  content: (z.infer<typeof TextBlock> | z.infer<typeof ToolUseBlock>)[]
  stopReason: StopReason
  usage: { inputTokens: number; outputTokens: number }
}

/** Answers a conversation. Aborts with `gone`. Throws AwsError. */
export type Model = (modelId: string, request: ConverseRequest, gone: AbortSignal) => Promise<Answer>

/** The text of a message, its blocks joined. */
export const textOf = ({ content }: Message): string =>
  content.flatMap((block) => ("text" in block ? [block.text] : [])).join("\n")
