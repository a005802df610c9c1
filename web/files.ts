const contentTypes: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".mp3": "audio/mpeg",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
}

/** An address that names a file. Any other is a page of the app: the router in the browser knows what to show. */
export const namesFile = /[^/]\.[^/]*$/

/** By the name's ending; `/assets/index-4f3a.js` → `text/javascript; charset=utf-8`. */
export const contentTypeOf = (path: string): string =>
  contentTypes[/\.[^./]*$/.exec(path)?.[0] ?? ""] ?? "application/octet-stream"

/** Vite puts a hash of the content into the names of what it writes to assets/, so those never change. */
export const isHashed = (path: string): boolean => path.startsWith("/assets/")

export const cacheControlOf = (path: string): string =>
  isHashed(path) ? "public, max-age=31536000, immutable" : "no-cache"
