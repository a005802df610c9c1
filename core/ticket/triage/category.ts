import type { Category } from "#schemas/ticket/words"

type Known = Exclude<Category, "other">

/** The words that speak for each category. */
const hints: Record<Known, RegExp> = {
  access:
    /\blog(?:ged|ging)? ?(?:in|on|out)\b|\bsign(?:ed|ing)? ?in\b|\bpasswords?\b|\baccess(?:ing)?\b|\baccounts?\b|\block(?:ed)? out\b|\b2fa\b|\btwo-factor\b|\bverification code\b|\bauthenticat\w+|\bpermissions?\b|\bhacked\b/gi,
  billing:
    /\bbill(?:s|ed|ing)?\b|\binvoices?\b|\brefund(?:s|ed)?\b|\bcharge[ds]?\b|\bpayments?\b|\bpaid\b|\bsubscriptions?\b|(?<!\b(?:will|shall|would|must) )\bcancel(?:l?ation|l?ing|l?ed)?\b|\bcredit card\b|\bprices?\b|\bpricing\b|\bmoney\b|\bcoupon\b|\bdiscount\b/gi,
  bug: /\bbugs?\b|\berrors?\b|\bcrash\w*|\bfreez\w+|\bfrozen\b|\bglitch\w*|\bnot work\w*|\b(?:doesn't|does not|stopped|isn't|not) work\w*|\bfail(?:s|ed|ing|ure)?\b|\btechnical (?:issue|problem|support)\b|\bsoftware\b|\bupdates?\b|\bsync\w*|\bslow\b|\bdata loss\b|\boutage\b|\bdown\b|\bhangs?\b/gi,
  delivery:
    /\bdeliver(?:y|ed|ies)\b|\bshipp?(?:ing|ed|ment)\b|\bparcels?\b|\bpackages?\b|\btracking\b|\bcourier\b|\bnever arrived\b|\b(?:not|hasn't|has not|late|yet to) arriv\w+|\bwrong (?:item|product|colou?r|size|model)\b|\bmy order\b/gi,
  "how-to":
    /\bhow (?:do|can|to|does|should)\b|\bis (?:it|there) (?:possible|a way|any)\b|\bcan (?:i|you|it)\b[^.\n]{0,80}\?|\bwhere (?:do|can|is)\b|\bquestions?\b|\binquir(?:y|ies)\b|\benquir(?:y|ies)\b|\bset ?up\b|\binstall(?:ation|ing)?\b|\bcompatib\w+|\brecommend(?:ation)?s?\b|\bwondering\b|\binstructions?\b|\bmanual\b|\bconfigur\w+/gi,
  hardware:
    /\bhardware\b|\bbatter(?:y|ies)\b|\bscreens?\b|\bdisplay\b|\bcables?\b|\bcharger\b|\bbuttons?\b|\bcracked\b|\bbroken\b|\bdamaged\b|\bdefective\b|\bfaulty\b|\boverheat\w*|\bnois[ey]\b|\bperipherals?\b|\bturn on\b|\bwarranty\b|\brepairs?\b|\bswollen\b|\bsmok(?:e|ing)\b|\bport\b|\bsensor\b|\bcamera\b/gi,
  feedback:
    /\bfeedback\b|\bsuggest(?:ion|ions|ing)?\b|\bfeature request\b|\bwould be (?:great|nice|helpful)\b|\bcompliments?\b|\bjust wanted to (?:say|thank|tell)\b|\blove (?:the|this|your|my)\b|\bthank you for\b|\bgreat (?:work|job|service|product)\b|\bidea\b|\bwish (?:it|you|there)\b|\breview\b/gi,
}

const known: readonly Known[] = ["access", "billing", "delivery", "hardware", "bug", "how-to", "feedback"]

/** Different words count, the same word again does not. */
const hits = (text: string, pattern: RegExp): number =>
  new Set((text.match(pattern) ?? []).map((word) => word.toLowerCase())).size

type Written = { issueType: string; subject: string; description: string }

const score = ({ issueType, subject, description }: Written, category: Known): number =>
  4 * hits(issueType, hints[category]) + 2 * hits(subject, hints[category]) + hits(description, hints[category])

/** What a ticket is about, by its words; the issue type counts most, then the subject. */
export const categoryOf = (written: Written): Category => {
  const scores = known.map((category) => ({ category, points: score(written, category) }))
  const best = scores.reduce((a, b) => (b.points > a.points ? b : a))
  return best.points === 0 ? "other" : best.category
}
