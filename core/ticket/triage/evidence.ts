/** Something in a ticket that makes it urgent. `says` completes "The customer reports …". */
type Signal = { says: string; level: "CRITICAL" | "HIGH"; pattern: RegExp }

/** A signal that a ticket shows, with the customer's own words for it. */
export type Evidence = { says: string; level: "CRITICAL" | "HIGH"; quote: string }

const signals: readonly Signal[] = [
  {
    says: "an outage",
    level: "CRITICAL",
    pattern:
      /\boutage\b|\b(?:is|are|went|been|completely|totally) (?:completely |totally )?(?:down|offline)\b|\bnobody (?:here )?can\b|\bno one (?:here )?can\b|\b(?:entire|whole) (?:team|company|office|shop|store|department)\b/gi,
  },
  {
    says: "lost data",
    level: "CRITICAL",
    pattern:
      /\bdata[- ]loss\b|\b(?:data|files?|photos?|documents?|records?|projects?|recordings?|backups?)\b.{0,30}\b(?:lost|gone|deleted|erased|wiped|corrupted|disappeared|vanished)\b|\b(?:lost|deleted|erased|wiped|corrupted) (?:all |of |my |our |the |everything)+\b.{0,20}\b(?:data|files?|photos?|documents?|records?|work|projects?|history)\b/gi,
  },
  {
    says: "a security incident",
    level: "CRITICAL",
    pattern:
      /\bhacked\b|\bhackers?\b|\bbreach(?:ed)?\b|\bcompromised\b|\bphish(?:ing|ed)\b|\bransomware\b|\bmalware\b|\bunauthori[sz]ed (?:access|log-?in|user|person|activity|device)\b|\bidentity theft\b|\b(?:account|password|card|identity) (?:was |has been |got )?stolen\b|\bleaked\b|\b(?:see|seeing|shows?|showing) (?:another|other|someone else's) (?:customer|people|person|user)s?\b/gi,
  },
  {
    says: "a danger to people",
    level: "CRITICAL",
    pattern:
      /\b(?:caught|on) fire\b|\bsmok(?:e|ing)\b|\bburn(?:ed|t|ing|s)? (?:my|me|smell|himself|herself|through)\b|\bburning\b|\bsparks?\b|\belectric(?:al)? shock\b|\bswollen\b|\bexplod(?:ed|es|ing)\b|\binjur(?:ed|y)\b/gi,
  },
  {
    says: "being unable to work",
    level: "HIGH",
    pattern:
      /\b(?:can(?:no|')t|can not|unable to|not able to) (?:even )?(?:work|do (?:my|our) (?:job|work)|use (?:it|the|my|our|this)|log ?in|sign ?in|access|turn (?:it )?on|start)\b|\block(?:ed)? (?:me |us )?out\b|\b(?:won't|will not|does not|doesn't|didn't) (?:turn on|start|power on|boot|open|charge)\b|\b(?:completely|totally) (?:unusable|broken|dead|useless)\b|\b(?:stopped|not) working at all\b|\bblocking (?:me|us|my|our)\b/gi,
  },
  {
    says: "a legal threat",
    level: "HIGH",
    pattern:
      /\blawyers?\b|\bsolicitors?\b|\battorneys?\b|\blegal (?:action|steps|proceedings)\b|\b(?:sue|suing)\b|\bsmall claims\b|\bto court\b|\bconsumer (?:protection|rights|ombudsman)\b|\btrading standards\b|\bregulator\b|\bgdpr\b/gi,
  },
  {
    says: "money taken wrongly",
    level: "HIGH",
    pattern:
      /\b(?:charged|billed|debited|paid) (?:me |us )?(?:twice|double|two times|three times|again)\b|\bdouble[- ](?:charged|billed|charge)\b|\bunauthori[sz]ed (?:charge|payment|transaction)s?\b|\bchargeback\b|\bfraud(?:ulent)?\b|\bovercharged\b/gi,
  },
  {
    says: "a deadline",
    level: "HIGH",
    pattern:
      /\burgent(?:ly)?\b|\basap\b|\bas soon as possible\b|\bemergency\b|\bdeadline\b|\bimmediately\b|\bneed (?:it|this|them) (?:by|before|for) (?:today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|the weekend)\b/gi,
  },
  {
    says: "having asked before without a solution",
    level: "HIGH",
    pattern:
      /\b(?:third|fourth|fifth|3rd|4th|5th|umpteenth) (?:time|email|message|ticket|call)\b|\bno (?:reply|response|answer) (?:for|in|since|to)\b|\bstill (?:no|have not had|haven't had|haven't received) (?:an? )?(?:reply|response|answer)\b|\bnobody (?:replies|answers|responds|has replied)\b/gi,
  },
]

/** What stands just before a signal and turns it into its opposite, or into a mere possibility. */
const denied = /\b(?:no|not|isn't|wasn't|aren't|never|without|nothing)(?: \w+)?[ -]$/i
const supposed = /\b(?:if|in case|avoid|prevent|whether|against|how (?:to|do|can|does))\b[^.!?\n]{0,30}$/i

const real = (text: string, match: RegExpExecArray): boolean => {
  const before = text.slice(Math.max(0, match.index - 45), match.index)
  return !denied.test(before) && !supposed.test(before)
}

const find = (text: string, { says, level, pattern }: Signal): Evidence[] => {
  const match = [...text.matchAll(pattern)].find((candidate) => real(text, candidate))
  return match ? [{ says, level, quote: match[0].replace(/\s+/g, " ").slice(0, 60) }] : []
}

/** Every signal that a text shows, the gravest first; one piece of evidence for each. */
export const evidenceIn = (text: string): Evidence[] =>
  signals.flatMap((signal) => find(text.replaceAll("’", "'"), signal))
