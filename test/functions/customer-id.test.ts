import fc from "fast-check"
import { expect, test } from "vitest"
import { customerIdOf } from "#functions/lib/customer-id"
import { Person } from "#schemas/ticket/words"

const email = Person.shape.email

// printf '%s' <address> | sha256sum
test.each([
  ["cora@example.com", "cus_df621046b3625abbb2ad559c"],
  ["o.brien+desk@mail.example.co.uk", "cus_e4b29a21e27fa97537cd4bd9"],
])("%s is %s for ever", (address, id) => {
  expect(customerIdOf(address)).toBe(id)
})

/** What Unicode takes for the same letter, or does not show. */
const twins: Record<string, string[]> = {
  k: ["K", "\u212A", "\uFF4B"],
  s: ["S", "\u017F"],
  i: ["I", "\u0130", "\u0131"],
  a: ["A", "\u0430"],
  e: ["E", "e\u0301", "\u00E9", "\u00C9"],
  "@": ["\uFF20"],
  "": [" ", "\u00A0", "\u2003", "\uFEFF", "\n"],
}
const letters = ["k", "s", "i", "a", "e", "x", ".", "+", "7"]
const local = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 8 })
const address = local.map((name) => `${name}@example.com`)

/** An address with a few of its characters replaced, or with something put before one of them. */
const likeIt = (original: string) =>
  fc
    .tuple(
      ...Array.from(original, (character) =>
        fc.oneof(
          { weight: 12, arbitrary: fc.constant(character) },
          { weight: 3, arbitrary: fc.constantFrom(character, ...(twins[character] ?? [])) },
          { weight: 1, arbitrary: fc.constantFrom(...(twins[""] ?? [])).map((blank) => blank + character) },
        ),
      ),
    )
    .map((characters) => characters.join(""))

/** The same letters in another case of A–Z. */
const recased = (original: string) =>
  fc
    .array(fc.boolean(), { minLength: original.length, maxLength: original.length })
    .map((raised) => original.replace(/[a-z]/g, (letter, place) => (raised[place] ? letter.toUpperCase() : letter)))

const pair = address.chain((one) => fc.tuple(fc.oneof(likeIt(one), recased(one)), fc.oneof(likeIt(one), recased(one))))

const code = (character: string | undefined) => character?.charCodeAt(0) ?? 0
const isCapital = (number: number) => number >= 65 && number <= 90
const lowered = (number: number) => (isCapital(number) ? number + 32 : number)

/** Equal but for the case of `A–Z`, said without the functions that know cases. */
const sameLetters = (one: string, other: string) =>
  one.length === other.length &&
  one.split("").every((character, place) => lowered(code(character)) === lowered(code(other[place])))

test("two addresses are one customer exactly if they differ in the case of A–Z alone", () =>
  fc.assert(
    fc.property(pair, ([one, other]) => {
      expect(customerIdOf(one) === customerIdOf(other)).toBe(sameLetters(one, other))
    }),
    { numRuns: 2_000 },
  ))

test("an address that comes from outside holds nothing but ASCII, and no white space", () =>
  fc.assert(
    fc.property(address.chain(likeIt), (written) => {
      const read = email.safeParse(written)
      expect(read.success ? [read.data] : [written]).toEqual([written])
      expect(read.success && /[^\x21-\x7E]/.test(written)).toBe(false)
    }),
    { numRuns: 2_000 },
  ))
