import type { Product } from "#cli/seed/scenario"

export const shopCheckout: Product = {
  name: "ShopLane Checkout",
  tried: [
    "We rolled back our last change, without effect.",
    "We tested it with three browsers.",
    "Our agency looked at it and points to you.",
    "The keys and the webhook address are correct.",
  ],
  means: {
    minor: ["It only looks odd.", "It can wait until next week."],
    normal: ["We get a few calls about it every day.", "It costs us some time in accounting."],
    serious: ["We lose about {amount} an hour.", "{minutes} customers have complained already."],
    critical: ["Nobody can buy anything, the shop stands still.", "We lose every single order, on our busiest day."],
  },
  issues: [
    {
      type: "Payments fail",
      severities: ["serious", "critical"],
      subjects: ["URGENT: all payments fail", "Card payments fail with {error}", "Checkout is down"],
      says: [
        "All payments fail {since} with error {error}.",
        "Card payments are declined for nearly every customer, the other methods work.",
        "The checkout page does not load at all, in no country.",
      ],
      adds: ["Your status page is green.", "Merchant number {order}."],
    },
    {
      type: "Payout late",
      severities: ["normal", "serious"],
      subjects: ["Payout is {n} days late", "Payout of {amount} missing", "Where is our money?"],
      says: [
        "The payout of {amount} is {n} days late.",
        "Last week's payout is smaller than the sum of the orders, without any explanation.",
        "Our payouts are on hold and nobody tells us why.",
      ],
      adds: ["We have to pay salaries on {weekday}.", "All documents were handed in."],
    },
    {
      type: "Double charge of buyers",
      severities: ["serious"],
      subjects: ["Buyers are charged twice", "Duplicate captures", "{n} duplicate charges today"],
      says: [
        "{n} of our customers were charged twice today.",
        "When the bank's page is slow, the payment is captured a second time.",
        "The order exists once, the payment twice, for instance {order}.",
      ],
      adds: ["We refund by hand at the moment.", "Our idempotency keys are unique."],
    },
    {
      type: "Webhooks",
      severities: ["normal", "serious"],
      subjects: ["Webhooks arrive {minutes} minutes late", "No webhooks {since}", "Signature does not match"],
      says: [
        "Webhooks arrive up to {minutes} minutes late.",
        "We have not received a single webhook {since}.",
        "The signature of every third webhook does not match.",
      ],
      adds: ["Our endpoint answers 200 within 50 ms.", 'The dashboard says "delivered".'],
    },
    {
      type: "Tax calculation",
      severities: ["normal"],
      subjects: ["Wrong VAT for {city}", "Tax on shipping is missing", "Tax rate changed by itself"],
      says: [
        "Orders to {city} are charged the wrong tax rate.",
        "Tax on shipping has been missing {since}.",
        "Reverse charge is applied to private customers.",
      ],
      adds: ["Our tax adviser noticed it.", "See order {order}."],
    },
    {
      type: "Dispute and chargeback",
      severities: ["normal", "serious"],
      subjects: ["Chargeback although delivered", "Dispute {order}", "Evidence upload fails"],
      says: [
        "We lost a chargeback of {amount} although we can prove the delivery.",
        "The upload of evidence fails with {error}, and the deadline is {weekday}.",
        "A customer disputes an order that was picked up in person.",
      ],
      adds: ["We have the signature.", "This is case number {n} this month."],
    },
    {
      type: "Dashboard access",
      severities: ["minor", "normal"],
      subjects: ["Employee cannot sign in", "Two-factor reset for a colleague", "Role without rights"],
      says: [
        "A new employee cannot sign in to the dashboard, the invitation has expired.",
        "A colleague left, and the two-factor login is on her phone.",
        'The role "accounting" cannot see any invoices.',
      ],
      adds: ["I am the owner of the account.", "Please do not delete anything."],
    },
    {
      type: "Integration question",
      kind: "question",
      severities: ["minor"],
      subjects: ["Sandbox for subscriptions?", "Which API version should we use?", "How to test refunds"],
      says: [
        "Is there a sandbox in which we can test subscriptions over several months?",
        "Which API version should a new shop use, and how long is it supported?",
        "How can we test partial refunds without real money?",
      ],
      adds: ["We use version {version} of the SDK.", "A pointer to the documentation is enough."],
    },
    {
      type: "Wrong display",
      severities: ["minor"],
      subjects: ["Button is cut off on phones", "Wrong currency symbol", "Typo on the payment page"],
      says: [
        "On a {device} the pay button is cut off.",
        "The payment page shows the wrong currency symbol, the amount is right.",
        "There is a typo in the confirmation mail.",
      ],
      adds: ["Only in dark mode.", "It looks unprofessional."],
    },
  ],
}
