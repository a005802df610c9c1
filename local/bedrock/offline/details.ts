type Detail = { what: string; pattern: RegExp }

/** Things that customers mention and that agents otherwise ask for. */
const details: readonly Detail[] = [
  { what: "the error code", pattern: /\b(?:error|code|fehler)(?: code)?[ :#]*([A-Z]{0,4}[-_]?\d{2,6})\b/i },
  { what: "the order number", pattern: /\border(?: number| no\.?)?[ :#]*([A-Z]{0,4}-?\d{3,12})\b/i },
  { what: "the invoice number", pattern: /\binvoice(?: number| no\.?)?[ :#]*([A-Z]{0,4}-?\d{3,12})\b/i },
  { what: "version", pattern: /\b(?:version|firmware|v)[ .:]?(\d+(?:\.\d+){1,3})\b/i },
  {
    what: "the system",
    pattern: /\b(Windows 1[01]|macOS(?: \w+)?|iOS(?: \d+)?|Android(?: \d+)?|Ubuntu|Linux|iPhone|iPad)\b/i,
  },
  {
    what: "the amount",
    pattern: /((?:[$€£] ?\d+(?:[.,]\d{2})?)|(?:\d+(?:[.,]\d{2})? ?(?:USD|EUR|GBP|euros?|dollars|pounds)))/i,
  },
]

/** What the customer has told already, as phrases: "version 2.4", "the error code E-42". */
export const detailsIn = (text: string): string[] =>
  details.flatMap(({ what, pattern }) => {
    const value = pattern.exec(text)?.[1]
    return value ? [`${what} ${value}`] : []
  })
