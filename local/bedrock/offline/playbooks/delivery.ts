import type { Playbook } from "#local/bedrock/offline/playbook"

export const delivery: readonly Playbook[] = [
  {
    topic: "a parcel that has not arrived",
    category: "delivery",
    pattern:
      /\b(?:not|never|hasn't|has not|yet to|still not|didn't) (?:yet )?(?:arriv|deliver|receiv|com|ship)\w*|\bwhere is (?:my|the) (?:order|parcel|package)\b|\btracking\b|\blate\b|\bdelayed\b|\bdelivery\b|\bshipping\b|\bstatus of my order\b/g,
    insight: "When tracking stands still, the parcel usually waits in a depot for a scan or a better address.",
    steps: [
      "Open the tracking link in your confirmation e-mail and note the last place and date.",
      "Check the address in the confirmation: a missing flat number or company name is the most frequent reason.",
      "Ask neighbours and reception, since carriers often leave parcels there without a card.",
    ],
    ask: "Reply with the order number and the last line of the tracking, and we will open an inquiry with the carrier.",
  },
  {
    topic: "a wrong or damaged item",
    category: "delivery",
    pattern:
      /\bwrong (?:item|product|colou?r|size|model|order|one)\b|\barrived (?:damaged|broken|cracked|open)\b|\bdamaged (?:box|package|parcel|in transit)\b|\bmissing (?:part|item|piece|cable|accessor)\w*|\bnot what i ordered\b|\bincomplete\b/g,
    insight: "That should not have left our warehouse, or not have got through the carrier's hands, like this.",
    steps: [
      "Take a photo of the item, of the label on the box and of the packaging.",
      "Compare the packing list with what is there, accessories included.",
      "Keep everything, the box too, until we have sent you a return label; do not use {product} if it is damaged.",
    ],
    ask: "Please reply with the photos and the order number, and say whether you would like a replacement.",
  },
  {
    topic: "a change of the delivery address",
    category: "delivery",
    pattern:
      /\b(?:change|update|correct|wrong|new) (?:\w+ ){0,3}(?:delivery |shipping )?address\b|\bmov(?:ed|ing) to\b|\breschedul\w+|\bpick ?up point\b/g,
    insight:
      "An address can be changed until the parcel is handed to the carrier; afterwards only the carrier can divert it.",
    steps: [
      'Open the order in your account: while "Change address" is shown, you can do it yourself.',
      "If the parcel is on its way, use the carrier's link to send it to a pick-up point near you.",
      "Correct the address in your account too, so that the next order of {product} goes right.",
    ],
    ask: "Reply with the order number and the complete new address, with a phone number for the driver.",
  },
]
