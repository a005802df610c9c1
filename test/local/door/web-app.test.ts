import { mkdir, symlink, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { expect, test } from "vitest"
import { openDoor, raw } from "#test/local/door/open-door"
import { temporaryFolder } from "#test/support/temporary"

/** A built app beside a file that is nobody's business. */
const withApp = async () => {
  const parent = await temporaryFolder()
  const webFolder = join(parent, "web")
  await mkdir(join(webFolder, "assets"), { recursive: true })
  await writeFile(join(webFolder, "index.html"), "<!doctype html><title>App</title>")
  await writeFile(join(webFolder, "icon.svg"), "<svg/>")
  await writeFile(join(webFolder, "assets", "index-4f3a.js"), "export {}")
  await writeFile(join(parent, "secret.txt"), "secret")
  await symlink(join(parent, "secret.txt"), join(webFolder, "link.txt"))
  const door = await openDoor(undefined, { webFolder })
  return { ...door, webFolder, get: (path: string, headers = {}) => raw(`${door.url}${path}`, { path, headers }) }
}

test.each([
  ["/", "text/html; charset=utf-8", "no-cache"],
  ["/icon.svg", "image/svg+xml", "no-cache"],
  ["/assets/index-4f3a.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
])("%s is served as %s", async (path, type, cache) => {
  const { get } = await withApp()
  expect(await get(path)).toMatchObject({ status: 200, headers: { "content-type": type, "cache-control": cache } })
})

test.each(["/tickets/TKT-1", "/dev/outbox", "/signed-in?code=x", "/assets/nothing"])(
  "%s is a page of the app, fresh each time",
  async (path) => {
    const { get } = await withApp()
    const answer = await get(path)
    expect(answer).toMatchObject({ status: 200, headers: { "cache-control": "no-cache" } })
    expect(answer.body).toContain("<title>App</title>")
  },
)

test("a file that is not there is a 404, not the app", async () => {
  const { get } = await withApp()
  expect((await get("/assets/gone-1234.js")).status).toBe(404)
})

test.each([
  "/../secret.txt",
  "/%2e%2e/secret.txt",
  "/..%2fsecret.txt",
  "/assets/../../secret.txt",
  "/assets/..%2f..%2fsecret.txt",
  "/link.txt",
  "//secret.txt",
  "/%00secret.txt",
])("%s leads nowhere", async (path) => {
  const { get } = await withApp()
  const answer = await get(path)
  expect(answer.status).toBe(404)
  expect(answer.body).not.toContain('"secret"')
})

test("an unchanged file is not sent again", async () => {
  const { get } = await withApp()
  const first = await get("/icon.svg")
  const again = await get("/icon.svg", { "if-none-match": `"other", ${first.headers.etag}` })
  expect([again.status, again.body]).toEqual([304, ""])
})

test("HEAD tells of a file without sending it, and other methods are refused", async () => {
  const { url } = await withApp()
  const head = await raw(`${url}/icon.svg`, { method: "HEAD" })
  expect(head).toMatchObject({ status: 200, headers: { "content-length": "6" }, body: "" })
  expect(await raw(`${url}/icon.svg`, { method: "POST" })).toMatchObject({
    status: 405,
    headers: { allow: "GET, HEAD" },
  })
})

test("the app may talk to the desk by either name of this machine, and to nobody else", async () => {
  const { get, port } = await withApp()
  const { headers } = await get("/")
  const own = `http://127.0.0.1:${port} http://localhost:${port}`
  const policy = String(headers["content-security-policy"])
  expect(policy).toContain(`connect-src 'self' ${own} ${own.replaceAll("http", "ws")};`)
  expect(policy).toContain("script-src 'self';")
  expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "same-origin" })
})

test("an app that was never built says how to build it", async () => {
  const door = await openDoor()
  const answer = await raw(door.url)
  expect([answer.status, JSON.parse(answer.body).detail]).toEqual([
    503,
    "The web app is not built: npm start builds it",
  ])
})
