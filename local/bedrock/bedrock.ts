import type { IncomingMessage, ServerResponse } from "node:http"
import { chatModel } from "#local/bedrock/chat-model"
import { ConverseRequest, type Model } from "#local/bedrock/converse"
import { offlineModel } from "#local/bedrock/offline/offline-model"
import { AwsError, answerError, callOf, readBody, type Service } from "#local/service"

export type BedrockOptions = {
  /** An OpenAI-compatible server such as `http://127.0.0.1:11434/v1`. Without it, the offline engine answers. */
  llmBaseUrl?: string
  /** The model that server is asked for, instead of the one that the caller names. */
  model?: string
  /** How long that server may take for one answer, in milliseconds. Default 45,000. */
  timeoutMs?: number
}

const route = /^\/model\/([^/]+)\/converse$/

const modelIn = ({ method, url = "" }: IncomingMessage): string => {
  const [, modelId] = (method === "POST" && route.exec(new URL(url, "http://local").pathname)) || []
  if (modelId) return decodeURIComponent(modelId)
  throw new AwsError("UnknownOperationException", `The local Bedrock has no operation ${method} ${url}`, 404)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new AwsError("ValidationException", "The body is not JSON")
  }
}

const converse = async (model: Model, request: IncomingMessage, response: ServerResponse) => {
  const { gone } = callOf(request, response)
  const modelId = modelIn(request)
  const conversation = ConverseRequest.parse(parsed((await readBody(request)).toString("utf8")))
  const began = performance.now()
  const { content, stopReason, usage } = await model(modelId, conversation, gone)
  response.writeHead(200, { "content-type": "application/json" })
  response.end(
    JSON.stringify({
      output: { message: { role: "assistant", content } },
      stopReason,
      usage: { ...usage, totalTokens: usage.inputTokens + usage.outputTokens },
      metrics: { latencyMs: Math.round(performance.now() - began) },
    }),
  )
}

/**
 * Amazon Bedrock Runtime's Converse, tool use included: by the offline engine, which says so in every answer, or by an
 * OpenAI-compatible server.
 */
export const bedrock = ({ llmBaseUrl, ...options }: BedrockOptions = {}): Service<"bedrock"> => {
  const model = llmBaseUrl ? chatModel(llmBaseUrl, options) : offlineModel
  return {
    scope: "bedrock",
    handle: (request, response) => {
      converse(model, request, response).catch((error: unknown) => answerError(response, error))
    },
    close: async () => undefined,
  }
}
