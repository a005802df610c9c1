import type { Chance } from "#cli/seed/chance"
import type { Person } from "#schemas/ticket/words"

const since = [
  "since yesterday",
  "since this morning",
  "since last week",
  "since Monday",
  "since the last update",
  "for three days",
  "for two weeks",
  "since Friday evening",
]
const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
const cities =
  "Lisbon Porto Kraków Graz Leeds Utrecht Malmö Lyon Bologna Ghent Bergen Tartu Cork Split Aarhus Brno".split(" ")
const devices = ["iPhone 15", "Galaxy S24", "Pixel 8", "ThinkPad", "MacBook Air", "iPad", "Surface", "Fairphone 5"]
const letters = "ABCDEFGHJKLMNPRSTUVWXYZ".split("")

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** What may stand in braces in the texts of a scenario; each is drawn once per ticket, so that a text is consistent. */
const draw = (chance: Chance, { firstName, lastName }: Person): Record<string, string> => {
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

/** Fills the slots of texts, the same slot always alike. Throws for a slot that is not known. */
export const filler = (chance: Chance, person: Person) => {
  const values = draw(chance, person)
  return (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, slot: string) => {
      const value = values[slot]
      if (value === undefined) throw new Error(`The text "${text}" has an unknown slot {${slot}}`)
      return value
    })
}
