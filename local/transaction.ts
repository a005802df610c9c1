import type { State } from "#local/state"

/**
 * Does all of the work's writes, or, where it throws, none. Inside another transaction it is a part of that one. The work
 * may not wait for anything.
 */
export const transaction = <T>(state: State, work: () => T): T => {
  if (state.isTransaction) return work()
  state.exec("begin immediate")
  try {
    const result = work()
    state.exec("commit")
    return result
  } catch (error) {
    state.exec("rollback")
    throw error
  }
}
