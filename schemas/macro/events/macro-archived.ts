import * as z from "zod"

/** Nobody is offered it any more. */
export const MacroArchived = z.object({})
