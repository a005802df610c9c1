import type { Playbook } from "#local/bedrock/offline/playbook"

export const billing: readonly Playbook[] = [
  {
    topic: "a double charge",
    category: "billing",
    pattern:
      /\b(?:charged|billed|debited|paid) (?:\w+ )?(?:twice|double|two times|again)\b|\bdouble[- ]charg\w+|\bduplicate (?:charge|payment)\b|\bovercharged\b|\bwrong amount\b|\bunauthori[sz]ed (?:charge|payment|transaction)s?\b/g,
    insight:
      "Often the second line is only a reservation that the bank drops by itself; if it is a real payment, it has to be put right.",
    steps: [
      "Look in your bank's app whether the second amount is still marked as pending or reserved.",
      "Compare the references of both lines: the same reference means one payment, shown twice.",
      "Please do not have the payment reversed by your bank yet, because that delays our own correction.",
    ],
    ask: "Send us the date and the amount of both lines and your invoice number, and our billing team will compare them with our records.",
  },
  {
    topic: "a refund",
    category: "billing",
    pattern: /\brefund\w*|\bmoney back\b|\breimburs\w+|\breturn (?:it|the|this|my)\b/g,
    insight:
      "Whether and how much can be paid back depends on the date of purchase and the state of the product, which our billing team checks.",
    steps: [
      "Find the order confirmation; the order number in it is what we look for first.",
      "If you still have {product}, pack it with everything that came with it, but wait for our label before you send it.",
      "Check that the card or account you paid with still exists, because money goes back the way it came.",
    ],
    ask: "Please reply with the order number, the date of purchase and, in a sentence, why you would like to give it back.",
  },
  {
    topic: "a cancellation",
    category: "billing",
    pattern:
      /(?<!\b(?:will|shall|would|must) )\bcancel\w*|\bunsubscrib\w+|\bend my (?:subscription|contract|plan|membership)\b|\bdowngrad\w+/g,
    insight: "You can cancel at any time; what is paid already stays usable until the end of its period.",
    steps: [
      "Save what you want to keep: export your data from {product} first.",
      'Open "Account", "Plan", and choose "Cancel"; the page shows until when the plan runs.',
      "Keep the confirmation e-mail, which arrives within a few minutes.",
    ],
    ask: "If you would rather have us do it, reply from the address of your account and tell us from which date.",
  },
  {
    topic: "a payment that fails",
    category: "billing",
    pattern:
      /\bpayment\b.{0,30}\b(?:fail\w*|declin\w+|reject\w+|refus\w+|error)\b|\bcard\b.{0,30}\b(?:declin\w+|reject\w+|refus\w+|expired|not accepted)\b|\bcheckout\b/g,
    insight:
      "Most refused payments are refused by the bank's check of the address or of the online limit, not by the card being wrong.",
    steps: [
      "Compare the billing address in your account with the one that your bank has, letter by letter.",
      "Approve the payment in your bank's app when it asks; the window closes after a few minutes.",
      "Try another card or method once, and not more often, because repeated attempts block the card.",
    ],
    ask: "If it is refused again, tell us the time of the attempt and the last four digits of the card, never the whole number.",
  },
  {
    topic: "an invoice",
    category: "billing",
    pattern: /\binvoices?\b|\breceipts?\b|\bvat\b|\bbilling (?:address|cycle|date)\b|\bnext payment\b|\bbill\b/g,
    insight: "Every invoice lies in your account as soon as the payment has arrived.",
    steps: [
      'Open "Account", "Billing", and choose the month; the download button gives you a PDF.',
      "Enter company name, address and VAT number there; they appear on all later invoices.",
      'Add a second e-mail address under "Send copies to" if your bookkeeping wants its own.',
    ],
    ask: "If an old invoice has to be issued again with other details, send us its number and how it should read.",
  },
  {
    topic: "plans and prices",
    category: "billing",
    pattern:
      /\bpric(?:e|es|ing)\b|\bplans?\b|\bdiscounts?\b|\bcoupon\b|\bupgrad\w+|\blicen[cs]es?\b|\bpremium\b|\bsubscription\b/g,
    insight: "A change of plan takes effect at once, and what you have paid for the old one is counted.",
    steps: [
      'Open "Account", "Plan": it compares what each plan of {product} contains.',
      "Choose the plan and look at the preview; it shows the exact amount before you confirm.",
      "Enter a coupon before you confirm, since it cannot be added later.",
    ],
    ask: "Tell us how many people use it and what matters most to you, and we will say which plan fits.",
  },
]
