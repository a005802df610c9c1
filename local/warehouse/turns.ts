/** Whoever uses the warehouse: a client's connection, or the platform itself. Compared by identity. */
export type Owner = object

export type Turns = {
  /** Does the work when it is its turn: in order, and while somebody holds the database, only theirs. */
  take: <T>(owner: Owner, work: () => Promise<T>) => Promise<T>
  /** Keeps others waiting between this owner's turns, as a transaction must that takes several messages. */
  hold: (owner: Owner) => void
  /** Ends the hold, where this owner has it. */
  release: (owner: Owner) => void
}

type Waiting = { owner: Owner; start: () => void }

/** PostgreSQL in WebAssembly is one session: this shares it among many, one piece of work at a time. */
export const turns = (): Turns => {
  const waiting: Waiting[] = []
  let holder: Owner | undefined
  let busy = false

  const next = () => {
    if (busy) return
    const index = waiting.findIndex(({ owner }) => holder === undefined || owner === holder)
    const [first] = index < 0 ? [] : waiting.splice(index, 1)
    if (!first) return
    busy = true
    first.start()
  }

  const over = () => {
    busy = false
    next()
  }

  return {
    take: (owner, work) =>
      new Promise((resolve, reject) => {
        const start = () => {
          work().then(resolve, reject).finally(over)
        }
        waiting.push({ owner, start })
        next()
      }),
    hold: (owner) => {
      holder = owner
    },
    release: (owner) => {
      if (holder !== owner) return
      holder = undefined
      next()
    },
  }
}
