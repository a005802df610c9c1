import { readFile, realpath, stat } from "node:fs/promises"
import type { IncomingMessage, ServerResponse } from "node:http"
import { join, sep } from "node:path"
import { addressOf } from "#local/door/address"
import { answerProblem, type Problem } from "#local/door/problem"
import { cacheControlOf, contentTypeOf, namesFile } from "#web/files.ts"
import { securityHeaders } from "#web/security-headers.ts"

/** Pages know the machine by any of its names, and so do their WebSockets. */
const headersFor = (origins: readonly string[]) =>
  securityHeaders({ origins, sockets: origins.map((origin) => origin.replace(/^http/, "ws")) })

/** `name` is the file's on this machine, `path` the one within the app. */
type File = { name: string; path: string }

/** The real path below the folder, or undefined where there is none, links that lead out of it included. */
const within = async (folder: string, path: string): Promise<string | undefined> => {
  try {
    const root = await realpath(folder)
    const file = await realpath(join(root, decodeURIComponent(path)))
    const isFile = file.startsWith(root + sep) && (await stat(file)).isFile()
    return isFile ? file : undefined
  } catch {
    // Not there, not readable or not a valid name: to the browser all of these are a page that does not exist.
    return undefined
  }
}

const isKnown = (request: IncomingMessage, etag: string) =>
  (request.headers["if-none-match"] ?? "").split(/,\s*/).includes(etag)

const send = async (request: IncomingMessage, response: ServerResponse, file: File) => {
  const { size, mtimeMs } = await stat(file.name)
  const etag = `W/"${size.toString(16)}-${Math.floor(mtimeMs).toString(16)}"`
  response.setHeader("etag", etag)
  response.setHeader("cache-control", cacheControlOf(file.path))
  if (isKnown(request, etag)) return void response.writeHead(304).end()
  response.setHeader("content-type", contentTypeOf(file.name))
  const content = await readFile(file.name)
  response.setHeader("content-length", content.length)
  response.writeHead(200).end(request.method === "HEAD" ? undefined : content)
}

const isPage = (path: string) => !namesFile.test(path)

const fileFor = async (folder: string, path: string): Promise<File | undefined> => {
  const name = await within(folder, path)
  if (name) return { name, path }
  const index = isPage(path) ? await within(folder, "/index.html") : undefined
  return index ? { name: index, path: "/index.html" } : undefined
}

const missing = (path: string): Problem =>
  isPage(path)
    ? { status: 503, code: "not-built", detail: "The web app is not built: npm start builds it" }
    : { status: 404, code: "not-found", detail: `There is no ${path}` }

const wrongMethod = (path: string): Problem => ({
  status: 405,
  code: "method-not-allowed",
  detail: `${path} is a page: GET it`,
  headers: { allow: "GET, HEAD" },
})

const isReading = ({ method }: IncomingMessage) => method === "GET" || method === "HEAD"

/** The built web app in `folder`. Addresses that name no file get index.html; `origins` are the desk's own. */
export const webApp = (folder: string, origins: readonly string[]) => {
  const headers = Object.entries(headersFor(origins))
  return async (request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    const { path } = addressOf(request)
    if (!isReading(request)) return answerProblem(response, wrongMethod(path))
    const file = await fileFor(folder, path)
    return file ? send(request, response, file) : answerProblem(response, missing(path))
  }
}
