import { z } from "zod"
import { ChatResponse, toAnswer, toChatRequest } from "#local/bedrock/chat-messages"
import type { Model } from "#local/bedrock/converse"
import { AwsError } from "#local/service"

type Options = { model?: string; timeoutMs?: number }

/** Less than the 60 s that the calling function may run. */
const patience = 45_000

const busy = 429

/** What Bedrock would say. https://docs.aws.amazon.com/bedrock/latest/APIReference/CommonErrors.html */
const refusal = (status: number, body: string): AwsError => {
  const message = `The server at LLM_BASE_URL answered ${status}: ${body.slice(0, 300)}`
  if (status === busy) return new AwsError("ThrottlingException", message, busy)
  if (status >= 500) return new AwsError("ServiceUnavailableException", message, 503)
  return new AwsError("ModelErrorException", message, 424)
}

const unreachable = (error: unknown, url: string): AwsError => {
  if (error instanceof Error && error.name === "TimeoutError") {
    return new AwsError(
      "ModelTimeoutException",
      `No answer from ${url} in time: take a smaller model or more hardware`,
      408,
    )
  }
  const reason = error instanceof Error ? (error.cause ?? error) : error
  return new AwsError("ServiceUnavailableException", `${url} cannot be reached (${reason}): check LLM_BASE_URL`, 503)
}

const nonsense = (reason: string) =>
  new AwsError("ModelErrorException", `The server at LLM_BASE_URL answered something else than a chat: ${reason}`, 424)

const parsed = (body: string): ChatResponse => {
  try {
    return ChatResponse.parse(JSON.parse(body))
  } catch (error) {
    throw nonsense(error instanceof z.ZodError ? z.prettifyError(error) : "it is not JSON")
  }
}

const asked = async (url: string, body: unknown, signal: AbortSignal) => {
  try {
    const headers = { "content-type": "application/json" }
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body), signal })
    return { status: response.status, ok: response.ok, text: await response.text() }
  } catch (error) {
    throw unreachable(error, url)
  }
}

/** Passes conversations on to an OpenAI-compatible server such as Ollama, llama.cpp or vLLM. */
export const chatModel = (baseUrl: string, { model, timeoutMs = patience }: Options): Model => {
  const url = `${baseUrl.replace(/\/+$/, "").replace(/\/v1$/, "")}/v1/chat/completions`
  return async (modelId, request, gone) => {
    const signal = AbortSignal.any([gone, AbortSignal.timeout(timeoutMs)])
    const { status, ok, text } = await asked(url, toChatRequest(model ?? modelId, request), signal)
    if (!ok) throw refusal(status, text)
    return toAnswer(parsed(text))
  }
}
