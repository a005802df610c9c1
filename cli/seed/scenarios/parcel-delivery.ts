import type { Product } from "#cli/seed/scenario"

export const parcelDelivery: Product = {
  name: "ParcelRun Delivery",
  tried: [
    "I asked the neighbours and the shop at the corner.",
    "I called the depot, nobody picks up.",
    "The chat bot sends me round in circles.",
    "I have filled in the search form twice.",
  ],
  means: {
    minor: ["There is no rush.", "It is only a book."],
    normal: ["I took a day off to be at home.", "It was meant as a present for {weekday}."],
    serious: ["The parcel is worth {amount}.", "The goods are perishable and now they are spoiled."],
    critical: ["There is medicine in it that my father needs every day.", "It holds the originals of our visa papers."],
  },
  issues: [
    {
      type: "Parcel not delivered",
      severities: ["normal", "serious", "critical"],
      subjects: ["Where is my parcel {order}?", "Delivered, but not to me", "Parcel {order} has vanished"],
      says: [
        "Parcel {order} is shown as delivered, but I never got it.",
        'Tracking has not moved {since}, it still says "on its way to {city}".',
        'The driver noted "recipient not at home", and I was at home all day.',
      ],
      adds: ["There is no card in the letter box.", "The signature in the tracking is not mine."],
    },
    {
      type: "Damaged parcel",
      severities: ["normal", "serious"],
      subjects: ["Parcel arrived crushed", "Contents broken", "Box open and half empty"],
      says: [
        "The box was crushed and the contents are broken.",
        "The parcel was open when it arrived, and {n} things are missing.",
        "It had been left in the rain and everything in it is wet.",
      ],
      adds: ["I have photos of the box and the contents.", "The value on the invoice is {amount}."],
    },
    {
      type: "Late delivery",
      severities: ["minor", "normal", "serious"],
      subjects: ["Express parcel {n} days late", "Delivery late again", "Still waiting for {order}"],
      says: [
        "I paid for express and the parcel is {n} days late.",
        "The delivery window moved {n} times today and then the van did not come.",
        "It has been in the depot {since} and nobody can tell me why.",
      ],
      adds: ["The sender can do nothing either.", "The app shows a different day every hour."],
    },
    {
      type: "Wrong address",
      severities: ["normal"],
      subjects: ["Delivered to the wrong house", "Wrong address in tracking", "Please redirect {order}"],
      says: [
        "The parcel was handed over at number {n}, and I live at number 1{n}.",
        "Tracking shows my old address in {city}, although I changed it.",
        "Please send {order} to the pick-up point, I am away until {weekday}.",
      ],
      adds: ["Nobody there knows anything.", "The redirect button is greyed out."],
    },
    {
      type: "Driver complaint",
      severities: ["minor", "normal", "serious"],
      subjects: ["Driver threw my parcel over the fence", "Very rude driver", "Driver does not ring"],
      says: [
        "The driver threw the parcel over the fence, my camera has it on film.",
        "The driver shouted at my daughter because she opened too slowly.",
        "For weeks the driver does not ring and just drops the card.",
      ],
      adds: ["It was a white van at about {n} o'clock.", "It is always the same person."],
    },
    {
      type: "Customs fees",
      severities: ["minor", "normal"],
      subjects: ["Customs fee of {amount}?", "Why do I pay handling?", "Customs papers are missing"],
      says: [
        "I was asked for {amount} customs at the door, for a parcel from within the country.",
        "The handling fee is higher than the value of the goods.",
        "Customs wants an invoice, but your upload page says error {error}.",
      ],
      adds: ["The sender declared everything correctly.", "Parcel number {order}."],
    },
    {
      type: "Pick-up not possible",
      severities: ["minor", "normal"],
      subjects: ["Locker does not open", "Pick-up code is invalid", "Shop has no parcel for me"],
      says: [
        "The locker takes my code and does not open.",
        "The pick-up code in the mail is refused as expired, after one day.",
        "The shop says that it never got the parcel, your app says that it did.",
      ],
      adds: ["I was there {n} times.", "The machine showed {error}."],
    },
    {
      type: "Question about sending",
      kind: "question",
      severities: ["minor"],
      subjects: ["How to send a bicycle?", "Batteries in a parcel?", "Price for {n} parcels a week"],
      says: [
        "What is the best way to send a bicycle to {city}?",
        "May I send a power tool with its battery?",
        "We send about {n} parcels a week. Is there a tariff for small shops?",
      ],
      adds: ["It weighs about {minutes} kilos.", "I did not find it in the price list."],
    },
    {
      type: "Feedback",
      kind: "praise",
      severities: ["minor"],
      subjects: ["Thanks to our driver", "Perfect delivery", "Fast as lightning"],
      says: [
        "Our driver is always friendly and even carries things upstairs, wonderful.",
        "Sent in the evening and delivered at {n} in the morning, amazing.",
        "The live map is great, I knew exactly when to be at home.",
      ],
      adds: ["Please pass on my thanks.", "Five stars from me."],
    },
  ],
}
