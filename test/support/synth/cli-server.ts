import { existsSync } from "node:fs"
import { createServer } from "node:http"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { z } from "zod"
import { account, region, root } from "#test/support/synth/place"

const Call = z.object({ method: z.string(), params: z.array(z.unknown()) })
const Build = z.object({ handler: z.string().regex(/^functions\/[\w/-]+\.handler$/), functionID: z.string() })

/** As `sst deploy`: the file must be there. That it bundles and exports its handler is what bundles.test.ts checks. */
const build = (input: unknown) => {
  const { handler } = Build.parse(input)
  if (!existsSync(join(root, handler.replace(/\.handler$/, ".ts"))))
    return { errors: [`Handler not found: ${handler}`] }
  return { handler, out: join(root, "functions", "api"), errors: [], sourcemaps: [] }
}

const methods: Record<string, (input: unknown) => unknown> = {
  "Provider.Aws.Bootstrap": () => ({
    asset: "sst-asset-mock",
    state: "sst-state-mock",
    assetEcrRegistryId: account,
    assetEcrUrl: `${account}.dkr.ecr.${region}.amazonaws.com/sst-asset`,
  }),
  "Runtime.AddTarget": () => ({}),
  "Runtime.Build": build,
}

const answer = (body: string) => {
  const { method, params } = Call.parse(JSON.parse(body))
  const known = methods[method]
  return known ? { result: known(params[0]) } : { error: `rpc: can't find ${method}` }
}

/** What SST's components ask of the SST program that runs them. Answers its address. */
export const startCliServer = async (): Promise<string> => {
  const server = createServer((request, response) => {
    text(request)
      .then((body) => response.setHeader("connection", "close").end(JSON.stringify(answer(body))))
      .catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  server.unref()
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("The SST server has no port")
  return `http://127.0.0.1:${address.port}`
}
