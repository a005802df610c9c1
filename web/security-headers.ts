/** Where the app's pages may go besides their own origin. */
export type Reach = {
  /** Origins of the sign-in, and the desk's own where it has several. */
  origins: readonly string[]
  /** Origins of WebSockets that `'self'` does not cover. */
  sockets: readonly string[]
}

const contentSecurityPolicy = ({ origins, sockets }: Reach): string =>
  [
    ["default-src", "'self'"],
    ["script-src", "'self'"],
    ["style-src", "'self'"],
    ["img-src", "'self'", "data:", "blob:"],
    ["connect-src", "'self'", ...origins, ...sockets],
    ["frame-src", "'self'", ...origins],
    ["frame-ancestors", "'self'"],
    ["form-action", "'self'", ...origins],
    ["object-src", "'none'"],
    ["base-uri", "'none'"],
  ]
    .map((directive) => directive.join(" "))
    .join("; ")

/** What every file of the app is sent with, by the door of this machine and by CloudFront. */
export const securityHeaders = (reach: Reach) => ({
  "content-security-policy": contentSecurityPolicy(reach),
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin" as const,
  "cross-origin-opener-policy": "same-origin",
})
