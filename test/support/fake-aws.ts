import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { afterAll } from "vitest"
import { readBody, type Service } from "#local/service"

type Handle = (request: IncomingMessage, response: ServerResponse) => void

export type FakeAws = {
  /** Lets one of our services answer from now on. */
  by: (service: Service) => void
  /** Answers every request with this from now on; `undefined` never answers. Returns what is asked, body by body. */
  answers: (answer: { status: number; body: unknown; error?: string } | undefined) => unknown[]
}

const answered = (
  response: ServerResponse,
  { status, body, error }: { status: number; body: unknown; error?: string },
) => {
  response.writeHead(status, { "content-type": "application/json", ...(error && { "x-amzn-errortype": error }) })
  response.end(typeof body === "string" ? body : JSON.stringify(body))
}

/**
 * One server that AWS clients created from the environment talk to, for a whole test file: they keep the endpoint that
 * they saw first. Call it at the top of the file.
 */
export const fakeAws = async (): Promise<FakeAws> => {
  let handle: Handle = (_, response) => answered(response, { status: 500, body: "no answer was prepared" })
  const server = createServer((request, response) => handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("The server has no port")
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${address.port}`,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    by: (service) => {
      handle = service.handle
    },
    answers: (answer) => {
      const asked: unknown[] = []
      handle = (request, response) => {
        readBody(request).then(
          (body) => {
            asked.push(JSON.parse(body.toString()))
            if (answer) answered(response, answer)
          },
          (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
        )
      }
      return asked
    },
  }
}
