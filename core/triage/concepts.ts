import { plain } from "#core/triage/text"

/** What words mean, whatever their language: a concept's words, prefixes (`refund*`) and phrases. */
export type Lexicon = Readonly<Record<string, readonly string[]>>

type Phrase = { words: readonly string[]; concept: string }
export type Concepts = {
  words: ReadonlyMap<string, readonly string[]>
  prefixes: ReadonlyMap<string, readonly string[]>
  phrases: ReadonlyMap<string, readonly Phrase[]>
}

/** No prefix of the lexicon is shorter; phrases are found by so many letters of their first word. */
const shortest = 4
const opening = 3

const put = <V>(map: Map<string, V[]>, key: string, value: V) => map.set(key, [...(map.get(key) ?? []), value])

/** Makes a lexicon ready to be looked up. */
export const conceptsOf = (lexicon: Lexicon): Concepts => {
  const words = new Map<string, string[]>()
  const prefixes = new Map<string, string[]>()
  const phrases = new Map<string, Phrase[]>()
  const keep = (concept: string, [first = "", ...more]: readonly string[]) => {
    if (more.length > 0) return put(phrases, first.slice(0, opening), { words: [first, ...more], concept })
    return first.endsWith("*") ? put(prefixes, first.slice(0, -1), concept) : put(words, first, concept)
  }
  for (const [concept, entries] of Object.entries(lexicon))
    for (const entry of entries) keep(concept, plain(entry).toLowerCase().split(/\s+/))
  return { words, prefixes, phrases }
}

const fits = (word: string | undefined, entry: string): boolean =>
  word !== undefined && (entry.endsWith("*") ? word.startsWith(entry.slice(0, -1)) : word === entry)

const startingWith = ({ prefixes }: Concepts, word: string): string[] => {
  const found: string[] = []
  for (let length = shortest; length <= word.length; length++)
    found.push(...(prefixes.get(word.slice(0, length)) ?? []))
  return found
}

/** The concepts that a sentence's words speak of. */
export const conceptsIn = (concepts: Concepts, tokens: readonly string[]): ReadonlySet<string> =>
  new Set(
    tokens.flatMap((word, at) => [
      ...(concepts.words.get(word) ?? []),
      ...startingWith(concepts, word),
      ...(concepts.phrases.get(word.slice(0, opening)) ?? []).flatMap(({ words, concept }) =>
        words.every((entry, offset) => fits(tokens[at + offset], entry)) ? [concept] : [],
      ),
    ]),
  )
