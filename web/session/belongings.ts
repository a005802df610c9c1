const prefix = "ledgerdesk:"
const owner = `${prefix}owner`
const place = (person: string, name: string) => `${prefix}of:${person}:${name}`

const removeAll = (): void => {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key)
}

/**
 * What this tab keeps for a person, who is named as the identity provider names them. Nobody else is shown it. It goes when
 * they sign out, and when somebody else signs in; whose session only ran out finds it again.
 */
export const belongings = {
  read: (person: string, name: string): string => sessionStorage.getItem(place(person, name)) ?? "",

  /** An empty text keeps nothing. */
  keep: (person: string, name: string, text: string): void => {
    if (text === "") sessionStorage.removeItem(place(person, name))
    else sessionStorage.setItem(place(person, name), text)
  },

  /** The tab is now of whoever signed in. Answers whether it was somebody else's before. */
  handOver: (to: string): boolean => {
    const before = sessionStorage.getItem(owner)
    if (before !== to) removeAll()
    sessionStorage.setItem(owner, to)
    return before !== null && before !== to
  },

  removeAll,
}
