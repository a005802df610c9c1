import { Macro } from "#schemas/macro/words"

/** What the macro says and does from now on, as a whole. */
export const MacroChanged = Macro
