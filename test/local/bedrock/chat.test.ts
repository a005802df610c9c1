import type { ServerResponse } from "node:http"
import {
  BedrockRuntimeClient,
  ConverseCommand,
  type ConverseCommandInput,
  type ConverseCommandOutput,
} from "@aws-sdk/client-bedrock-runtime"
import { NodeHttpHandler } from "@smithy/node-http-handler"
import { beforeEach, describe, expect, test } from "vitest"
import { type BedrockOptions, bedrock } from "#local/bedrock/bedrock"
import { readBody } from "#local/service"
import { bareServer, sdk } from "#test/support/bare-server"

/** A tiny OpenAI-compatible server: what it is asked, and the answer that a test prepares. */
const asked: { path: string | undefined; body: unknown }[] = []
let respond: (response: ServerResponse) => void
let baseUrl: string
beforeEach(async () => {
  asked.length = 0
  const { url } = await bareServer((request, response) => {
    readBody(request).then(
      (body) => {
        asked.push({ path: request.url, body: JSON.parse(body.toString()) })
        respond(response)
      },
      () => response.destroy(),
    )
  })
  baseUrl = `${url}/v1`
})

const answering = (status: number, body: unknown) => {
  respond = (response) => {
    response.writeHead(status, { "content-type": "application/json" })
    response.end(typeof body === "string" ? body : JSON.stringify(body))
  }
}

const chat = (message: object, finish_reason = "stop") => ({
  choices: [{ message: { role: "assistant", ...message }, finish_reason }],
  usage: { prompt_tokens: 12, completion_tokens: 5, total_tokens: 17 },
})

const hello: ConverseCommandInput["messages"] = [{ role: "user", content: [{ text: "Hello" }] }]

const converse = async (
  input: Partial<ConverseCommandInput>,
  options: BedrockOptions = {},
): Promise<ConverseCommandOutput> => {
  const { url } = await bareServer(bedrock({ llmBaseUrl: baseUrl, ...options }).handle)
  const client = new BedrockRuntimeClient({ ...sdk(url), requestHandler: new NodeHttpHandler() })
  return client.send(new ConverseCommand({ modelId: "llama", messages: hello, ...input }))
}

const tool = { name: "record", description: "Records it.", inputSchema: { json: { type: "object" } } }
const toolConfig = { tools: [{ toolSpec: tool }], toolChoice: { tool: { name: "record" } } }

describe("on the way there", () => {
  test("a conversation becomes a chat completion, with its system prompt, limits and tools", async () => {
    answering(200, chat({ content: "Hi" }))
    await converse({
      system: [{ text: "Be brief." }],
      inferenceConfig: { maxTokens: 100, temperature: 0.5, topP: 0.9, stopSequences: ["END"] },
      toolConfig,
    })
    expect(asked).toEqual([
      {
        path: "/v1/chat/completions",
        body: {
          model: "llama",
          messages: [
            { role: "system", content: "Be brief." },
            { role: "user", content: "Hello" },
          ],
          max_tokens: 100,
          temperature: 0.5,
          top_p: 0.9,
          stop: ["END"],
          tools: [
            {
              type: "function",
              function: { name: "record", description: "Records it.", parameters: { type: "object" } },
            },
          ],
          tool_choice: { type: "function", function: { name: "record" } },
        },
      },
    ])
  })

  test("a tool's use and its result become a call and a message of the tool", async () => {
    answering(200, chat({ content: "Done" }))
    await converse({
      messages: [
        ...hello,
        { role: "assistant", content: [{ toolUse: { toolUseId: "t1", name: "record", input: { a: 1 } } }] },
        {
          role: "user",
          content: [{ toolResult: { toolUseId: "t1", content: [{ json: { ok: true } }] } }, { text: "Go" }],
        },
      ],
    })
    expect(asked[0]?.body).toMatchObject({
      messages: [
        { role: "user", content: "Hello" },
        {
          role: "assistant",
          tool_calls: [{ id: "t1", type: "function", function: { name: "record", arguments: '{"a":1}' } }],
        },
        { role: "tool", tool_call_id: "t1", content: '{"ok":true}' },
        { role: "user", content: "Go" },
      ],
    })
  })

  test.each<[string, NonNullable<ConverseCommandInput["toolConfig"]>["toolChoice"], unknown]>([
    ["any", { any: {} }, "required"],
    ["auto", { auto: {} }, "auto"],
    ["left out", undefined, "auto"],
  ])("the choice of tool %s becomes OpenAI's", async (_, toolChoice, expected) => {
    answering(200, chat({ content: "Hi" }))
    await converse({ toolConfig: { tools: toolConfig.tools, toolChoice } })
    expect(asked[0]?.body).toMatchObject({ tool_choice: expected })
  })

  test("the configured model is asked instead of the caller's", async () => {
    answering(200, chat({ content: "Hi" }))
    await converse({}, { model: "qwen3:4b" })
    expect(asked[0]?.body).toMatchObject({ model: "qwen3:4b" })
  })
})

describe("on the way back", () => {
  test("text becomes text, with usage", async () => {
    answering(200, chat({ content: "Hi there" }))
    expect(await converse({})).toMatchObject({
      output: { message: { role: "assistant", content: [{ text: "Hi there" }] } },
      stopReason: "end_turn",
      usage: { inputTokens: 12, outputTokens: 5, totalTokens: 17 },
    })
  })

  test.each([
    ["as text", '{"priority":"HIGH"}'],
    ["as an object", { priority: "HIGH" }],
  ])("a call with its arguments %s becomes a tool's use", async (_, args) => {
    answering(
      200,
      chat({ content: null, tool_calls: [{ id: "call_1", function: { name: "record", arguments: args } }] }),
    )
    expect(await converse({ toolConfig })).toMatchObject({
      output: {
        message: { content: [{ toolUse: { toolUseId: "call_1", name: "record", input: { priority: "HIGH" } } }] },
      },
      stopReason: "tool_use",
    })
  })

  test("an answer that was cut off says so", async () => {
    answering(200, chat({ content: "Hi th" }, "length"))
    expect(await converse({})).toMatchObject({ stopReason: "max_tokens" })
  })
})

describe("a server in trouble becomes an error of AWS:", () => {
  const badCall = { id: "c", function: { name: "record", arguments: "{oops" } }

  test.each<[string, { status: number; body: unknown }, string]>([
    ["500", { status: 500, body: "oops" }, "ServiceUnavailableException"],
    ["503 while it loads the model", { status: 503, body: { error: "loading" } }, "ServiceUnavailableException"],
    ["429", { status: 429, body: { error: "busy" } }, "ThrottlingException"],
    ["404 for a model that is not there", { status: 404, body: { error: "not found" } }, "ModelErrorException"],
    ["something that is not JSON", { status: 200, body: "<html>" }, "ModelErrorException"],
    ["no choices", { status: 200, body: { choices: [] } }, "ModelErrorException"],
    ["a call without JSON", { status: 200, body: chat({ tool_calls: [badCall] }) }, "ModelErrorException"],
  ])("%s", async (_, { status, body }, name) => {
    answering(status, body)
    await expect(converse({})).rejects.toMatchObject({ name })
  })

  test("no answer in time", async () => {
    respond = () => undefined
    await expect(converse({}, { timeoutMs: 50 })).rejects.toMatchObject({ name: "ModelTimeoutException" })
  })

  test("nobody there, with the setting to check", async () => {
    const gone = await bareServer(() => undefined)
    await gone.close()
    await expect(converse({}, { llmBaseUrl: gone.url })).rejects.toMatchObject({
      name: "ServiceUnavailableException",
      message: expect.stringContaining("LLM_BASE_URL"),
    })
  })
})
