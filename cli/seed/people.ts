import { join } from "node:path"
import * as z from "zod"
import type { Chance } from "#cli/seed/chance"
import { lazily, readData } from "#cli/seed/data-file"
import { Person } from "#schemas/ticket/words"

const Names = z.array(Person.shape.firstName).min(1)
const names = lazily(() =>
  readData(join(import.meta.dirname, "words", "names.json"), z.strictObject({ first: Names, last: Names })),
)

const hosts = ["example.com", "example.org", "example.net"]

/** Letters that Unicode does not take apart into a base and an accent. */
const plain: Record<string, string> = { ø: "o", ł: "l", ı: "i", ß: "ss" }

const ascii = (name: string) =>
  name
    .toLowerCase()
    .replace(/[øłıß]/g, (letter) => plain[letter] ?? "")
    .normalize("NFD")
    .replace(/[^a-z]/g, "")

/** How many people write to the desk; the lower the number, the more often. */
const population = 900

/** A customer. The same number is always the same person, and nobody real: addresses are of reserved domains. */
const person = (number: number): Person => {
  const { first, last } = names()
  const firstName = first[number % first.length] ?? "Ann"
  const lastName = last[(number * 37 + Math.floor(number / first.length)) % last.length] ?? "Archer"
  const host = hosts[number % hosts.length]
  return { firstName, lastName, email: `${ascii(firstName)}.${ascii(lastName)}${number}@${host}` }
}

/** Somebody who writes; some write again and again. */
export const writer = (chance: Chance): Person => person(Math.floor(chance.number() ** 2 * population))
