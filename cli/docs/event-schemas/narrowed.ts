import { isDeepStrictEqual } from "node:util"
import type { Shape } from "#cli/docs/event-schemas/shape"

/** A change that stored events, or those who read them, may not survive. `fix` is the way out that this kind has. */
export type Breach = { at: string; what: string; fix?: "make it optional" }

type Compared = { before: Shape; now: Shape; at: string }

const lowest = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"]
const highest = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"]
/** Compared by their own rules below, or without meaning for what is accepted. */
const known = ["$schema", "title", "description", "type", "properties", "required", "enum", "items"]

const child = (at: string, name: string) => (at === "" ? name : `${at}.${name}`)
const show = (value: unknown) => (value === undefined ? "none" : JSON.stringify(value))

const retyped = ({ before, now, at }: Compared): Breach[] => {
  const wider = before.type === "integer" && now.type === "number"
  if (before.type === now.type || now.type === undefined || wider) return []
  return [{ at, what: `was retyped from ${show(before.type)} to ${show(now.type)}` }]
}

const fewerValues = ({ before, now, at }: Compared): Breach[] => {
  if (!now.enum) return []
  const lost = before.enum?.filter((value) => !now.enum?.includes(value))
  if (!lost) return [{ at, what: `may now only be one of ${now.enum.map(show).join(", ")}` }]
  return lost.length > 0 ? [{ at, what: `may no longer be ${lost.map(show).join(", ")}` }] : []
}

const tighter = (name: string, { before, now }: Compared): boolean => {
  const limit = now[name]
  const old = before[name]
  if (typeof limit !== "number") return false
  if (typeof old !== "number") return true
  return lowest.includes(name) ? limit > old : limit < old
}

const tighterLimits = (compared: Compared): Breach[] =>
  [...lowest, ...highest].flatMap((name) =>
    tighter(name, compared)
      ? [
          {
            at: compared.at,
            what: `has a tighter ${name}: ${show(compared.now[name])} instead of ${show(compared.before[name])}`,
          },
        ]
      : [],
  )

/** Patterns, formats and what else there may be: gone is wider, anything else cannot be judged. */
const unjudged = ({ before, now, at }: Compared): Breach[] =>
  Object.keys(now)
    .filter((name) => ![...known, ...lowest, ...highest].includes(name) && !isDeepStrictEqual(before[name], now[name]))
    .map((name) => ({ at, what: `has another ${name}: ${show(now[name])} instead of ${show(before[name])}` }))

const removed = ({ before, now, at }: Compared): Breach[] => {
  const [old, current] = [before.properties ?? {}, now.properties ?? {}]
  const added = Object.keys(current).filter((name) => !Object.hasOwn(old, name))
  return Object.keys(old)
    .filter((name) => !Object.hasOwn(current, name))
    .map((name) => {
      const twin = added.find((other) => isDeepStrictEqual(current[other], old[name]))
      return { at: child(at, name), what: twin ? `was renamed to ${twin}` : "was removed" }
    })
}

const newlyRequired = ({ before, now, at }: Compared): Breach[] =>
  (now.required ?? [])
    .filter((name) => !before.required?.includes(name))
    .map((name) => ({ at: child(at, name), what: "is newly required", fix: "make it optional" }))

const inside = ({ before, now, at }: Compared): Breach[] => {
  const [old, current] = [before.properties ?? {}, now.properties ?? {}]
  const fields = Object.entries(old).flatMap(([name, shape]) => {
    const next = current[name]
    return next ? breaches({ before: shape, now: next, at: child(at, name) }) : []
  })
  const items = before.items && now.items ? breaches({ before: before.items, now: now.items, at: `${at}[]` }) : []
  const newItems = !before.items && now.items ? [{ at: `${at}[]`, what: "is newly restricted" }] : []
  return [...fields, ...items, ...newItems]
}

const rules = [retyped, fewerValues, tighterLimits, unjudged, removed, newlyRequired, inside]

/**
 * Where a shape accepts less than it did, or lost what readers rely on: fields that were removed, renamed, retyped or are
 * newly required, and narrower values, limits and patterns. More optional fields, values and room are no breach.
 */
export const breaches = (compared: Compared): Breach[] => rules.flatMap((rule) => rule(compared))
