import type { Product } from "#cli/seed/scenario"

export const espressoMachine: Product = {
  name: "Barista Uno Espresso Machine",
  tried: [
    "I descaled it as the manual says.",
    "I cleaned the brew group and the nozzle.",
    "I use filtered water only.",
    "I switched it off at the wall for a night.",
  ],
  means: {
    minor: ["The coffee still tastes good.", "I can manage until it is mended."],
    normal: ["No coffee in the morning, you can imagine the mood here.", "For {amount} I expected more."],
    serious: ["We run a small café and have to send guests away.", "The worktop is damaged by the water."],
    critical: ["There were sparks and my hand tingled when I touched it.", "My wife scalded her hand."],
  },
  issues: [
    {
      type: "Leaks water",
      severities: ["normal", "serious"],
      subjects: ["Water under the machine", "Leaks since descaling", "Puddle every morning"],
      says: [
        "There is a puddle under the machine every morning.",
        "Since the last descaling it leaks from the bottom.",
        "Water runs into the drip tray all the time, about {n} cups a day.",
      ],
      adds: ["The tank is not cracked.", "Serial number {serial}."],
    },
    {
      type: "No pressure",
      severities: ["minor", "normal"],
      subjects: ["Only drips", "No crema {since}", "Pump is loud and nothing comes"],
      says: [
        "The coffee only drips, one cup takes {n} minutes.",
        "There has been no crema {since}, whatever beans I use.",
        "The pump is louder than ever and hardly anything comes out.",
      ],
      adds: ["The grinder is set as always.", "It has made about {minutes}00 cups."],
    },
    {
      type: "Electric shock or sparks",
      severities: ["critical"],
      subjects: ["Electric shock from the machine!", "Sparks from the plug", "DANGER: machine is live"],
      says: [
        "I got an electric shock when I touched the case.",
        "Sparks came from the back and the fuse went off.",
        "It smokes when I switch it on.",
      ],
      adds: ["I have unplugged it and will not touch it again.", "Serial number {serial}, {n} months old."],
    },
    {
      type: "Error on the display",
      severities: ["minor", "normal"],
      subjects: ["Error {error}", "Display says {error} and nothing works", "Machine asks for descaling for ever"],
      says: [
        "The display shows {error} and the machine does nothing.",
        "It asks for descaling right after I descaled it.",
        "It says that the tank is empty, and it is full.",
      ],
      adds: ["The manual does not know this error.", "It comes back after each restart."],
    },
    {
      type: "Grinder broken",
      severities: ["normal"],
      subjects: ["Grinder blocked", "Terrible noise from the grinder", "Grinds nothing"],
      says: [
        "The grinder is blocked and hums.",
        "There is a terrible noise, as if a stone was in it.",
        "The grinder turns and no coffee comes out.",
      ],
      adds: ["I emptied and vacuumed it.", "The beans are not oily."],
    },
    {
      type: "Spare part",
      kind: "question",
      severities: ["minor"],
      subjects: ["Where do I get a new drip tray?", "Gasket for the brew group", "Which filter fits?"],
      says: [
        "Where can I buy a new drip tray for the Uno?",
        "I need the gasket of the brew group, is it the same as for the older model?",
        "Which water filter fits my machine?",
      ],
      adds: ["The serial number is {serial}.", 'Your shop says "out of stock".'],
    },
    {
      type: "Repair takes too long",
      severities: ["normal", "serious"],
      subjects: ["In repair for {n} weeks", "No news of my repair {order}", "Repaired and broken again"],
      says: [
        "My machine has been with you for {n} weeks and I hear nothing.",
        "It came back from repair and had the same fault after one day.",
        "You want {amount} for a repair within the warranty.",
      ],
      adds: ["Repair number {order}.", "Every call gets me another date."],
    },
    {
      type: "Delivery damage",
      severities: ["normal"],
      subjects: ["Arrived with a dent", "Tank broken on delivery", "Parts are missing"],
      says: [
        "The machine arrived with a big dent in the front.",
        "The water tank was broken in the box.",
        "The milk jug and the tamper are missing.",
      ],
      adds: ["Order {order}.", "I can send photos."],
    },
    {
      type: "Feedback",
      kind: "praise",
      severities: ["minor"],
      subjects: ["Best coffee in {city}", "Happy after {n} years", "Thanks for the quick spare part"],
      says: [
        "The best coffee in {city} comes out of my kitchen now.",
        "After {n} years it still works like on the first day, excellent.",
        "The spare part was here after two days, superb service.",
      ],
      adds: ["Even my Italian neighbour approves.", "The steam wand is fantastic."],
    },
  ],
}
