import { AwsError } from "#local/service"

export type Parameter = { name: string; value: string }

/** Literals, quoted names, comments and casts (`::`) are left alone; `:name` is a parameter. */
const words = /('(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|::)|:([A-Za-z_][A-Za-z0-9_]*)/g

export type Positional = { sql: string; params: string[]; used: Set<string> }

/** SQL with `$1`, `$2`, … in place of `:name`. Throws ValidationException for a name that was not given. */
export const positional = (sql: string, parameters: readonly Parameter[]): Positional => {
  const used = new Set<string>()
  const replaced = sql.replace(words, (match: string, literal?: string, name = "") => {
    if (literal !== undefined) return match
    if (!parameters.some((each) => each.name === name))
      throw new AwsError("ValidationException", `Parameters list contains no value for :${name}`)
    used.add(name)
    return `$${[...used].indexOf(name) + 1}`
  })
  const valueFor = (name: string) => parameters.find((each) => each.name === name)?.value ?? ""
  return { sql: replaced, params: [...used].map(valueFor), used }
}
