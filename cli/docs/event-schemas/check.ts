import { isDeepStrictEqual } from "node:util"
import { type Breach, breaches } from "#cli/docs/event-schemas/narrowed"
import type { Shape } from "#cli/docs/event-schemas/shape"

/** One version of one event. */
export type Versioned = { category: string; type: string; v: number; shape: Shape }

/** `refused` must be repaired by hand; `unpublished` are good and wait for `npm run desk -- schemas`. */
export type Verdict = { refused: string[]; unpublished: Versioned[] }

export const kebab = (type: string) => type.replace(/(?!^)[A-Z]/g, "-$&").toLowerCase()

/** A version's file in schemas/published/. */
export const fileOf = ({ category, type, v }: Omit<Versioned, "shape">) => `${category}/${kebab(type)}.v${v}.json`

const newVersion = ({ category, type, v }: Versioned): string =>
  `make it version ${v + 1}: keep the old schema as ${type}V${v}, add a step from it to schemas/${category}/upcasters.ts and ` +
  `test/golden/${category}/${kebab(type)}.v${v + 1}.golden.json, then run \`npm run desk -- schemas\``

const complaint = (published: Versioned, { at, what, fix }: Breach): string =>
  `${published.type} v${published.v}: ${at || "the event"} ${what}, but events of that shape are stored. ` +
  `Take that back${fix ? `, ${fix}` : ""}, or ${newVersion(published)}`

/** Of a file without its event in the code, or from a later version than the code knows. */
const orphan = ({ category, type, v }: Versioned, current: Versioned | undefined): string[] => {
  if (!current)
    return [
      `${type} v${v}: the event was removed, but it is stored and must stay readable. ` +
        `Put it back into schemas/${category}/events.ts; when nothing records it any more, remove the decision that does`,
    ]
  if (v > current.v)
    return [`${type} v${v}: the code only knows v${current.v}. Put its step back into schemas/${category}/upcasters.ts`]
  return []
}

const isSame = (one: Omit<Versioned, "shape">, other: Omit<Versioned, "shape">): boolean =>
  fileOf(one) === fileOf(other)

const missing = (published: readonly Versioned[], { category, type, v }: Versioned): string[] =>
  Array.from({ length: v - 1 }, (_, index) => ({ category, type, v: index + 1 }))
    .filter((old) => !published.some((each) => isSame(each, old)))
    .map((old) => `${type} v${old.v}: schemas/published/${fileOf(old)} is missing. Get it back from the history`)

/** Compares the published shapes with the current ones of the code. */
export const check = (published: readonly Versioned[], code: readonly Versioned[]): Verdict => {
  const currentOf = ({ category, type }: Versioned) =>
    code.find((each) => each.type === type && each.category === category)
  const publishedOf = (wanted: Versioned) => published.find((each) => isSame(each, wanted))
  const broken = code.flatMap((current) => {
    const before = publishedOf(current)
    if (!before) return []
    return breaches({ before: before.shape, now: current.shape, at: "" }).map((breach) => complaint(before, breach))
  })
  return {
    refused: [
      ...published.flatMap((each) => orphan(each, currentOf(each))),
      ...code.flatMap((current) => missing(published, current)),
      ...broken,
    ],
    unpublished: code.filter((current) => !isDeepStrictEqual(publishedOf(current)?.shape, current.shape)),
  }
}
