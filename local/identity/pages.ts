import { createHash } from "node:crypto"
import { type DemoRole, type DemoUser, fullName, people } from "#local/identity/demo-users"

/** The web app's colours. */
const style = `
:root { color-scheme: light dark; --line: #87929c; --soft: #54606c; --accent: #0f6a66; --card: #ffffff; --back: #f4f6f7; --text: #17202a }
@media (prefers-color-scheme: dark) { :root { --line: #6f7d86; --soft: #a2aeb6; --accent: #58c9bb; --card: #161c20; --back: #0e1316; --text: #e7ecef } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 2rem 1rem; background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 26rem }
h1 { margin: 0 0 .25rem; font-size: 1.5rem }
h2 { margin: 1.5rem 0 .5rem; font-size: .875rem; color: var(--soft) }
p { margin: 0; color: var(--soft) }
a { color: var(--accent) }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem }
button { width: 100%; padding: .75rem 1rem; text-align: left; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; cursor: pointer }
button:hover { border-color: var(--accent) }
button:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
button strong, button span { display: block }
button span { font-size: .875rem; color: var(--soft) }
`

const submitAtOnce = `document.forms[0].submit()`

const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`

/**
 * Lets the pages below do what they do and nothing else. Chrome applies `form-action` to the redirect that answers a
 * form, so the web app's origins are in it.
 */
export const contentSecurityPolicy = (origins: readonly string[]) =>
  [
    "default-src 'none'",
    `style-src ${hash(style)}`,
    `script-src ${hash(submitAtOnce)}`,
    `form-action ${origins.join(" ")}`,
    "frame-ancestors 'self'",
    "base-uri 'none'",
  ].join("; ")

/** Escapes text for HTML, attributes included. */
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)

const page = (title: string, content: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Ledgerdesk</title>
<style>${style}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`

const headings: [DemoRole, string][] = [
  ["agent", "Agents"],
  ["admin", "Administrators"],
  ["customer", "Customers"],
]

const button = (user: DemoUser) =>
  `<li><button name="user" value="${escapeHtml(user.sub)}"><strong>${escapeHtml(fullName(user))}</strong><span>${escapeHtml(user.email ?? "")}</span></button></li>`

const group = ([role, heading]: [DemoRole, string]) =>
  `<h2 id="${role}">${heading}</h2>
<ul aria-labelledby="${role}">
${people
  .filter((user) => user.role === role)
  .map(button)
  .join("\n")}
</ul>`

/** The sign-in page: one button for each demo user. It posts to its own address. */
export const signInPage = () =>
  page(
    "Sign in",
    `<h1>Sign in to Ledgerdesk</h1>
<p>These are demo users of the desk on this machine. They have no passwords: choose one.</p>
<form method="post">
${headings.map(group).join("\n")}
</form>`,
  )

/** Signs out at once, or by a button where scripts are off. `form` is the provider's. */
export const signOutPage = (form: string) =>
  page(
    "Signing out",
    `<h1>Signing out</h1>
${form.replace("</form>", `<input type="hidden" name="logout" value="yes"><noscript><button>Sign out</button></noscript></form>`)}
<script>${submitAtOnce}</script>`,
  )

/** Something went wrong on the way; `home` leads back to the web app. */
export const messagePage = (title: string, text: string) =>
  page(title, `<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(text)} <a href="/">Back to the desk</a></p>`)
