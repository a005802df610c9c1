/** What a customer wrote, made comparable: the same words are the same text, however they are encoded or dressed up. */

/** Pairs of a foreign letter and the Latin one that it looks like. https://www.unicode.org/reports/tr39/#Confusable_Detection */
const pairs = "аaеeоoрpсcуyхxіiѕsјjһhԁdԛqԝwӏlАAВBЕEКKМMНHОOРPСCТTХXІIЅSЈJαaοoρpνvιiκkτtυuχxΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX"
const lookAlikes = new Map(Array.from(pairs.matchAll(/(.)(.)/gu), ([, foreign = "", latin = ""]) => [foreign, latin]))

const isMixed = (word: string) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word)
const inLatin = (word: string) =>
  isMixed(word) ? Array.from(word, (letter) => lookAlikes.get(letter) ?? letter).join("") : word

/**
 * NFKC, without format and bidi characters, and with look-alike letters of mixed-script words in Latin: what a reader
 * sees, as it is usually typed.
 */
export const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\p{Cf}\p{Variation_Selector}]/gu, "")
    .replaceAll(/[’‘ʼ´`]/g, "'")
    .replace(/\p{L}+/gu, inLatin)

/** The line that mail programs put above what they quote. */
const quoteAbove =
  /^(?:on .{4,80} wrote|am .{4,80} schrieb.*|le .{4,80} a écrit|el .{4,80} escribió|il .{4,80} ha scritto|op .{4,80} schreef.*|em .{4,80} escreveu|(?:w dniu|dnia) .{4,80} napisał.*)\s*:?$/i
/** Everything below such a line is somebody else's. */
const forwarded =
  /^-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|message transféré|mensaje original|mensaje reenviado|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|mensagem original|wiadomość oryginalna)/i
const signature =
  /^(?:--|—|__+)\s*$|^(?:sent from my|get outlook|von meinem .* gesendet|gesendet (?:von|mit)|envoyé (?:de|depuis)|enviado desde|inviato da|verstuurd vanaf|enviado do meu|wysłane z)/i

export type Parts = { own: string; quoted: string }

/** Whose a line is, by the line itself: of a signature on, nobody's. */
const marks: readonly [RegExp, "quoted" | "nobody's"][] = [
  [forwarded, "quoted"],
  [signature, "nobody's"],
]

/** The writer's own lines, and those of others that they quote. A signature is neither. */
export const partsOf = (text: string): Parts => {
  const parts = { own: [] as string[], quoted: [] as string[], "nobody's": [] as string[] }
  let whose: keyof typeof parts = "own"
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    whose = marks.find(([mark]) => mark.test(line))?.[1] ?? whose
    const isQuote = line.startsWith(">")
    if (!quoteAbove.test(line) && !forwarded.test(line))
      parts[isQuote ? "quoted" : whose].push(line.replace(/^[>\s]+/, ""))
  }
  return { own: parts.own.join("\n").trim(), quoted: parts.quoted.join("\n").trim() }
}

const token = /\p{L}[\p{L}\p{M}']*|\p{N}+(?:[.,:]\p{N}+)*|[?!]+|\p{Extended_Pictographic}/gu

/** Long numbers are an order's, a card's, a phone's; short ones count something. Which one it is says nothing. */
const withoutDigits = (word: string) => (/^\p{N}/u.test(word) ? (word.length > 3 ? "0000" : "00") : word)

/** Words in lower case, numbers as `00` or `0000`, question and exclamation marks, and emoji. */
export const tokensOf = (text: string): string[] =>
  (text.toLowerCase().match(token) ?? []).map((word) => withoutDigits(word).replace(/'+$/, ""))

export const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?…])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter(Boolean)
