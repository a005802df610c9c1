import { Macro } from "#schemas/macro/words"

/** A named reply with things to do was made. Always the first event of a macro. */
export const MacroCreated = Macro
