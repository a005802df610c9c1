import type { Macro } from "#schemas/macro/words"

const flat = ({ name, reply, actions }: Macro) => JSON.stringify([name, reply, actions])

/** Whether two macros say and do the same. */
export const isSameContent = (one: Macro, other: Macro): boolean => flat(one) === flat(other)
