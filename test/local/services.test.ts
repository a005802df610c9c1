import { globSync, readFileSync } from "node:fs"
import { dirname } from "node:path/posix"
import { expect, test } from "vitest"
import { z } from "zod"
import { credentials } from "#local/clients"
import { region } from "#local/region"
import { services } from "#local/services"

/** The laws of local/services.ts: what forgets its line there is named by one of them. */
const list = "local/services.ts"

const source = (path: string) => readFileSync(path, "utf8")
const imported = (path: string) => [...source(path).matchAll(/from "([^"]+)"/g)].map(([, from]) => from ?? "")

const Client = z.object({ config: z.object({ defaultSigningName: z.string() }) })
const isClass = (value: unknown): value is new (config: object) => unknown => typeof value === "function"

/** What a client's requests are signed for. */
const signedFor = async (name: string): Promise<string> => {
  const [, found] = Object.entries(await import(name)).find(([key]) => /^[A-Z].*Client$/.test(key)) ?? []
  if (!isClass(found)) throw new Error(`${name} exports no client`)
  return Client.parse(new found({ region, credentials, endpoint: "http://127.0.0.1:9" })).config.defaultSigningName
}

const callers = globSync("{functions,cli}/**/*.ts")
const clients = new Set(callers.flatMap(imported).filter((from) => from.startsWith("@aws-sdk/client-")))

test.each([...clients].toSorted())("what %s calls has its line", async (name) => {
  const scope = await signedFor(name)
  const users = callers.filter((path) => imported(path).includes(name)).join(", ")
  expect(
    Object.keys(services),
    `${users}: requests of ${name} are signed for "${scope}": give that service its line in ${list}`,
  ).toContain(scope)
})

/** Files that make a service. */
const makers = globSync("local/**/*.ts").filter((path) => /\bService<"|\b(json|query)Service\("/.test(source(path)))

/** The list imports a service, or a file of the same folder that puts it together for the desk. */
const listedFiles = new Set(imported(list).map((from) => from.replace(/^#(.*)$/, "$1.ts")))
const within = (path: string) =>
  listedFiles.has(path) ||
  [...listedFiles].some(
    (listed) => dirname(listed) === dirname(path) && imported(listed).includes(`#${path.replace(/\.ts$/, "")}`),
  )

test.each(makers)("the service that %s makes has its line", (path) => {
  expect(within(path), `${path} makes a service that nobody can call: give it its line in ${list}`).toBe(true)
})
