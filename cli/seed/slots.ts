import { join } from "node:path"
import * as z from "zod"
import type { Chance } from "#cli/seed/chance"
import { lazily, readData } from "#cli/seed/data-file"
import type { Person } from "#schemas/ticket/words"

const Words = z.array(z.string().min(1)).min(1)
const words = lazily(() =>
  readData(
    join(import.meta.dirname, "words", "slots.json"),
    z.strictObject({ since: Words, weekdays: Words, cities: Words, devices: Words }),
  ),
)
const letters = "ABCDEFGHJKLMNPRSTUVWXYZ".split("")

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const names = [
  ...["n", "minutes", "since", "Since", "weekday", "city", "device", "version", "error", "order", "serial", "amount"],
  ...["first", "last", "full"],
] as const

/** What may stand in braces in a template. */
type Slot = (typeof names)[number]

const isSlot = (name: string): name is Slot => names.some((each) => each === name)

const known = names.map((name) => `{${name}}`).join(" ")

/** What stands in braces and fills nothing, a brace without its other one included. */
const strays = (template: string): string[] =>
  (template.match(/\{[^{}]*\}?|\}/g) ?? []).filter((part) => !isSlot(part.slice(1, -1)))

/** A text with slots, all of which are known. "" leaves it out. */
export const TemplateOrNothing = z.string().refine((template) => strays(template).length === 0, {
  error: ({ input }) => `has ${strays(String(input)).join(" and ")}, but cli/seed/slots.ts knows only ${known}`,
})

/** A text with slots, all of which are known. */
export const Template = TemplateOrNothing.min(1)

/** Each slot is drawn once per ticket, so that a text is consistent. */
const draw = (chance: Chance, { firstName, lastName }: Person): Record<Slot, string> => {
  const { since, weekdays, cities, devices } = words()
  const when = chance.one(since)
  return {
    n: String(chance.between(2, 9)),
    minutes: String(chance.between(10, 45)),
    since: when,
    Since: capital(when),
    weekday: chance.one(weekdays),
    city: chance.one(cities),
    device: chance.one(devices),
    version: `${chance.between(2, 9)}.${chance.between(0, 14)}.${chance.between(0, 9)}`,
    error: `${chance.one(letters)}${chance.between(100, 999)}`,
    order: `${chance.between(100_000, 999_999)}-${chance.between(10, 99)}`,
    serial: `${chance.one(letters)}${chance.one(letters)}${chance.between(1_000_000, 9_999_999)}`,
    amount: `€ ${chance.between(9, 480)}.${chance.one(["00", "50", "90", "99"])}`,
    first: firstName,
    last: lastName,
    full: `${firstName} ${lastName}`,
  }
}

/** Fills the slots of templates, the same slot always alike. */
export const filler = (chance: Chance, person: Person) => {
  const values = draw(chance, person)
  return (template: string): string =>
    template.replace(/\{(\w+)\}/g, (braced, name: string) => (isSlot(name) ? values[name] : braced))
}
