import type { Product } from "#cli/seed/scenario"

export const fitnessWatch: Product = {
  name: "TempoFit Watch 3",
  tried: [
    "I restarted the watch and the phone.",
    "I unpaired it and paired it again.",
    "The firmware is {version}, there is nothing newer.",
    "I cleaned the sensor as the manual says.",
  ],
  means: {
    minor: ["It still tells the time.", "No hurry."],
    normal: ["I train for a marathon and need the data.", "I bought it for exactly that."],
    serious: ["I have a heart condition and rely on it.", "My wrist is red and hurts."],
    critical: ["The watch burned my skin.", "It did not call for help when I fell and could not get up."],
  },
  issues: [
    {
      type: "Battery drains",
      severities: ["minor", "normal"],
      subjects: ["Battery empty after {n} hours", "Battery life halved since {version}", "Dies during a run"],
      says: [
        "The battery is empty after {n} hours, it used to last five days.",
        "Since {version} the battery lasts half as long.",
        "It goes from {minutes} percent to off in the middle of a run.",
      ],
      adds: ["The always-on display is off.", "It is {n} months old."],
    },
    {
      type: "Battery swells or heats",
      severities: ["serious", "critical"],
      subjects: ["Watch gets hot while charging", "Back cover is coming off", "Burn from the watch"],
      says: [
        "The watch gets so hot on the charger that it smells burnt.",
        "The battery seems to swell, the back cover is coming off.",
        "I woke up with a burn under the watch.",
      ],
      adds: ["I use the original charger.", "Serial number {serial}."],
    },
    {
      type: "GPS inaccurate",
      severities: ["minor", "normal"],
      subjects: ["GPS jumps around", "Run is {n} km too long", "No GPS signal"],
      says: [
        "The track jumps across the river and back, {n} times in one run.",
        "A course of ten kilometres is recorded as 1{n}.",
        "It searches for satellites for {minutes} minutes in the open field.",
      ],
      adds: ["My friend's watch is spot on.", "I live in {city}, there are no mountains."],
    },
    {
      type: "Heart rate wrong",
      severities: ["normal", "serious"],
      subjects: ["Pulse of 210 while sitting", "Heart rate stays at 60", "Wrong heart rate values"],
      says: [
        "It shows a pulse of 210 while I sit on the sofa.",
        "During intervals the heart rate stays at 60 for minutes.",
        "It warned me of an irregular rhythm {n} times, my doctor found nothing.",
      ],
      adds: ["I wear it tight, as described.", "A chest strap shows normal values."],
    },
    {
      type: "Sync with the phone",
      severities: ["minor", "normal"],
      subjects: ["Workouts do not sync", "No notifications {since}", "App does not see the watch"],
      says: [
        "My workouts have not arrived in the app {since}.",
        "Notifications come hours late or not at all on my {device}.",
        'The app says "connected" and still shows data of last week.',
      ],
      adds: ["Bluetooth is on and nothing else is connected.", "With my old phone it works."],
    },
    {
      type: "Water damage",
      severities: ["normal"],
      subjects: ["Water behind the glass", "Dead after swimming", "Moisture in the watch"],
      says: [
        "There is water behind the glass after one swim in the pool.",
        "The watch has been dead since I showered with it.",
        "The microphone crackles since it rained.",
      ],
      adds: ["You advertise it as waterproof to 50 metres.", "It has never been opened."],
    },
    {
      type: "Strap and clasp",
      severities: ["minor"],
      subjects: ["Strap broke", "Clasp opens by itself", "Rash from the strap"],
      says: [
        "The strap broke after {n} weeks.",
        "The clasp opens by itself, I nearly lost the watch.",
        "I get a rash under the strap.",
      ],
      adds: ["The shop sends me to you.", "Order {order}."],
    },
    {
      type: "Return and refund",
      severities: ["normal", "serious"],
      subjects: ["Refund for order {order}?", "Returned {n} weeks ago, no money", "I want to return the watch"],
      says: [
        "I returned the watch {n} weeks ago and still wait for my {amount}.",
        "I would like to return it within the 30 days, but the form does not open.",
        "You refunded {amount} less than I paid.",
      ],
      adds: ["The parcel arrived, says the tracking.", "Order {order}."],
    },
    {
      type: "How to measure sleep",
      kind: "question",
      severities: ["minor"],
      subjects: ["What does the sleep score mean?", "How do I track naps?", "Sleep tracking question"],
      says: [
        "What exactly does the sleep score mean, and why is mine always {minutes}?",
        "Can the watch track a nap in the afternoon?",
        "Does it measure sleep when I wear it on the other wrist?",
      ],
      adds: ["The manual has two lines about it.", "I am a nurse and sleep at odd times."],
    },
  ],
}
