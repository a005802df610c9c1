import { z } from "zod"

/** Pulumi's mark of a value that it keeps encrypted, in its state and in what it prints. */
const Secret = z.object({
  "4dabf18193072939515e22adb298388d": z.literal("1b47061264138c4ac30d75fd1eb44270"),
  value: z.string(),
})

/** The text of a secret input. Throws where Pulumi would not take it for one. */
export const plainText = (input: unknown): string => {
  const secret = Secret.safeParse(input)
  if (secret.success) return secret.data.value
  throw new Error("The value is not a secret")
}
