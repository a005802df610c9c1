import { BedrockRuntimeClient, type ContentBlock, ConverseCommand } from "@aws-sdk/client-bedrock-runtime"
import { NodeHttpHandler } from "@smithy/node-http-handler"
import { Invalid } from "#core/invalid"
import type { Conversation } from "#core/triage/prompt"

/** A model that hangs must fail while the function still runs (60 s), and only the state machine retries. */
const bedrock = new BedrockRuntimeClient({
  maxAttempts: 1,
  requestHandler: new NodeHttpHandler({
    connectionTimeout: 3_000,
    requestTimeout: 50_000,
    throwOnRequestTimeout: true,
  }),
})

const toolInput = (content: readonly ContentBlock[], name: string): unknown => {
  const call = content.map(({ toolUse }) => toolUse).find((use) => use?.name === name)
  if (call) return call.input
  throw new Invalid([{ field: "", message: `the model answered without calling the tool ${name}` }])
}

/**
 * Has a model answer with the conversation's tool and returns what it put in, unchecked.
 * Throws Invalid where it did not call the tool, and the SDK's errors.
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
 */
export const converse = async (model: string, { system, message, tool }: Conversation): Promise<unknown> => {
  const { name, description, schema } = tool
  const { output } = await bedrock.send(
    new ConverseCommand({
      modelId: model,
      system: [{ text: system }],
      messages: [{ role: "user", content: [{ text: message }] }],
      inferenceConfig: { maxTokens: 2_000, temperature: 0.2 },
      toolConfig: {
        tools: [{ toolSpec: { name, description, inputSchema: { json: schema } } }],
        toolChoice: { tool: { name } },
      },
    }),
  )
  return toolInput(output?.message?.content ?? [], name)
}
