/** Languages that the desk answers in, by their ISO 639-1 codes. */
export const languages = ["en", "de", "fr", "es", "it", "nl", "pl", "pt"] as const
export type Language = (typeof languages)[number]

/** Whether the desk answers in this language. */
export const isOurs = (code: string | undefined): code is Language => languages.some((language) => language === code)

/** Fewer letters may be a name or a code, of which no language can be told. */
const telling = 12

/** What a text is written in, by its ISO 639-1 code, whichever it is; undefined where that cannot be told. */
export const languageOf = async (text: string): Promise<string | undefined> => {
  if ((text.match(/\p{L}/gu)?.length ?? 0) < telling) return undefined
  // Loaded by the first who asks: its table of letters takes a fifth of a second.
  const { eld } = await import("eld/extrasmall")
  return eld.detect(text).language || undefined
}
