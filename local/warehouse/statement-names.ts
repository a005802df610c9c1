let sessions = 0

/**
 * Names for one client's prepared statements in the session that all clients share. The unnamed statement gets a name
 * as well, a new one each time it is parsed, so that another client's cannot take its place.
 */
export const statementNames = () => {
  sessions += 1
  const prefix = `c${sessions}_`
  const current = new Map<string, string>()
  const stale: string[] = []
  let count = 0

  const define = (name: string): string => {
    const before = current.get(name)
    // A name that is taken must be refused by PostgreSQL, as it is to a client on its own.
    if (before !== undefined && name !== "") return before
    if (before !== undefined) stale.push(before)
    count += 1
    const own = `${prefix}${count}`
    current.set(name, own)
    return own
  }

  return {
    define,
    refer: (name: string): string => current.get(name) ?? `${prefix}unknown_${name}`,
    /** Statements that nobody can refer to any more. Forgets them. */
    takeStale: (): string[] => stale.splice(0),
    /** All of the client's statements. */
    all: (): string[] => [...stale, ...current.values()],
  }
}
