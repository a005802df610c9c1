import * as z from "zod"

export const MacroId = z
  .string()
  .regex(/^mac_[A-Za-z0-9_-]{1,46}$/, "must be mac_ followed by 1 to 46 letters, digits, _ or -")
  .brand<"MacroId">()
export type MacroId = z.infer<typeof MacroId>
