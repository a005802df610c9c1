/** As much of a browser as a sign-in needs: it keeps cookies by path and follows redirects. */
export type CookieBrowser = {
  /** Follows redirects up to the first answer that is none, or to the first address that begins with `until`. */
  visit: (url: string, until?: string) => Promise<Visit>
  submit: (url: string, form: Record<string, string>, until?: string) => Promise<Visit>
  cookies: () => string[]
}

export type Visit = { url: URL; status: number; text: string; headers: Headers }

type Cookie = { name: string; value: string; path: string }

const parseCookie = (line: string, url: URL): Cookie => {
  const [pair = "", ...rest] = line.split(";").map((part) => part.trim())
  const path = rest.find((part) => part.toLowerCase().startsWith("path="))?.slice(5) ?? url.pathname
  const [name = "", ...value] = pair.split("=")
  return { name, value: value.join("="), path }
}

const redirects = new Set([301, 302, 303, 307, 308])

export const cookieBrowser = (): CookieBrowser => {
  const jar = new Map<string, Cookie>()
  const keep = (headers: Headers, url: URL) => {
    for (const line of headers.getSetCookie()) {
      const cookie = parseCookie(line, url)
      if (cookie.value === "") jar.delete(cookie.name)
      else jar.set(cookie.name, cookie)
    }
  }
  const cookieHeader = (url: URL) =>
    [...jar.values()]
      .filter(({ path }) => url.pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join("; ")
  const send = async (url: URL, init: RequestInit, until?: string): Promise<Visit> => {
    if (until && url.href.startsWith(until)) return { url, status: 0, text: "", headers: new Headers() }
    const headers = { accept: "text/html", cookie: cookieHeader(url), ...init.headers }
    const response = await fetch(url, { ...init, headers, redirect: "manual" })
    keep(response.headers, url)
    const location = response.headers.get("location")
    if (location && redirects.has(response.status)) {
      await response.arrayBuffer()
      return send(new URL(location, url), {}, until)
    }
    return { url, status: response.status, text: await response.text(), headers: response.headers }
  }
  return {
    visit: (url, until) => send(new URL(url), {}, until),
    submit: (url, form, until) => send(new URL(url), { method: "POST", body: new URLSearchParams(form) }, until),
    cookies: () => [...jar.keys()],
  }
}
