/** What SQL says literally and must stay as it is: strings, quoted names, comments. */
const literal = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//
/** dateadd(day, …): Redshift takes the unit as a bare word, which PostgreSQL would take for a column. */
const dateUnit = /\b(dateadd|datediff)(\s*\(\s*)([a-z]+)(\s*,)/
const now = /\bsysdate\b/
/** A user who signs in by IAM only. */
const noPassword = /\b(password\s+)disable\b/

const words = new RegExp(`(${literal.source})|${dateUnit.source}|${noPassword.source}|${now.source}`, "gi")

const inner = String.raw`(?:[^()']|'(?:[^']|'')*'|\([^()]*\))*`
/** listagg(x, ', ') within group (order by y) is in PostgreSQL an aggregate with an order inside. */
const listagg = new RegExp(
  String.raw`\b(listagg\s*\(${inner})\)\s*within\s+group\s*\(\s*(order\s+by\s${inner})\)`,
  "gi",
)

type Groups = (string | undefined)[]

const word = (_: string, ...[same, name, open, unit, comma, password]: Groups): string => {
  if (same !== undefined) return same
  if (password !== undefined) return `${password}null`
  return name === undefined ? "getdate()" : `${name}${open}'${unit}'${comma}`
}

/** Redshift's SQL, where its notation differs and reports commonly use it, as PostgreSQL's. Other SQL is returned as it is. */
export const toPostgres = (sql: string): string => sql.replace(words, word).replace(listagg, "$1 $2)")
