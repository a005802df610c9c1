import type { Product } from "#cli/seed/scenario"

export const smartThermostat: Product = {
  name: "Lumen Smart Thermostat",
  tried: [
    "I took the thermostat off the wall and put it back.",
    "I have changed the batteries, twice.",
    "I removed it from the app and added it again.",
    "An electrician checked the wiring and says that it is fine.",
  ],
  means: {
    minor: ["It is warm enough, so there is no hurry.", "It is more of a nuisance than a problem."],
    normal: ["We sit here in our coats in the evening.", "My heating bill goes up for nothing."],
    serious: ["It is {n} degrees in the bedroom of our baby.", "My mother is 84 and cannot stay in a cold flat."],
    critical: [
      "There is no heating at all in a house with {n} tenants, at minus {n} degrees.",
      "We had to leave the flat.",
    ],
  },
  issues: [
    {
      type: "Heating does not start",
      severities: ["serious", "critical"],
      subjects: ["No heating {since}", "Thermostat calls for heat, boiler stays off", "Flat is freezing"],
      says: [
        "The heating has not come on {since}, although the thermostat shows the flame symbol.",
        "The boiler works by hand, but the thermostat does not start it any more.",
        "The display says 21 degrees and the rooms are at 14.",
      ],
      adds: ["The relay does not click as it used to.", "Error {error} stands in the log."],
    },
    {
      type: "Wrong temperature",
      severities: ["minor", "normal"],
      subjects: ["Shows {n} degrees too much", "Sensor is off", "Temperature reading is wrong"],
      says: [
        "It shows {n} degrees more than two other thermometers in the same room.",
        "In the morning the value jumps up and down by {n} degrees.",
        "The outdoor temperature in the app is that of another town, not of {city}.",
      ],
      adds: ["It does not hang in the sun.", "An offset in the settings is lost after a day."],
    },
    {
      type: "App offline",
      severities: ["minor", "normal"],
      subjects: ["Thermostat offline in the app", "App shows no connection", "Offline again"],
      says: [
        "The app has shown the thermostat as offline {since}.",
        "Whenever my router restarts, the thermostat does not come back by itself.",
        "On my {device} everything is grey and I cannot change anything.",
      ],
      adds: ["The Wi-Fi symbol on the wall is fine.", "My neighbour has had the same problem {since}."],
    },
    {
      type: "Schedule ignored",
      severities: ["normal"],
      subjects: ["Schedule does not run", "Heats at night", "Weekend programme is ignored"],
      says: [
        "It ignores the schedule and heats the whole night through.",
        "The weekend programme starts on Friday, every single week.",
        "Holiday mode ended {n} days too early.",
      ],
      adds: ["The clock on the device is correct.", "After the update to {version} it got worse."],
    },
    {
      type: "Installation help",
      kind: "question",
      severities: ["minor"],
      subjects: ["Which wire goes where?", "Does it work with my boiler?", "Installation with {n} heating circuits"],
      says: [
        "I have {n} wires and your picture shows one more. Which one may I leave out?",
        "Can the thermostat control underfloor heating and radiators together?",
        "Do I need the adapter for a boiler from 1998?",
      ],
      adds: ["I can send you a photo.", "I would rather ask before I break something."],
    },
    {
      type: "Billing for subscription",
      severities: ["normal", "serious"],
      subjects: ["Charged twice for Lumen Plus", "Subscription that I never ordered", "Refund of {amount}"],
      says: [
        "You have charged {amount} twice this month for Lumen Plus.",
        "I never ordered the subscription, and still {amount} are taken from my card.",
        "I cancelled in time, and the invoice came anyway.",
      ],
      adds: ["I attached nothing here, but I have both statements.", "The customer number on the invoice is {order}."],
    },
    {
      type: "Display broken",
      severities: ["minor", "normal"],
      subjects: ["Display stays black", "Stripes on the display", "Touch does not react"],
      says: [
        "The display has been black {since}, but the heating still works.",
        "There are stripes across the display and one cannot read the lower half.",
        "The touch field only reacts when I press really hard.",
      ],
      adds: ["It has never been dropped.", "Serial number {serial}, bought {n} months ago."],
    },
    {
      type: "Voice assistant",
      severities: ["minor"],
      subjects: [
        "Voice control stopped working",
        "Assistant does not find the thermostat",
        "Linking fails with {error}",
      ],
      says: [
        "Since the last update the voice assistant says that the device does not answer.",
        "Linking the accounts ends with error {error} every time.",
        "Voice control changes the temperature in the wrong room.",
      ],
      adds: ["All other devices work.", "I have unlinked and linked it again."],
    },
    {
      type: "Feature request",
      kind: "praise",
      severities: ["minor"],
      subjects: ["Love it, one wish", "Saved {n} percent on gas", "Idea for the app"],
      says: [
        "We saved a lot of gas this winter, great product.",
        "I love the thermostat; a widget with the history would make it perfect.",
        "The energy report is excellent and easy to understand.",
      ],
      adds: ["Could you also show the humidity?", "I would happily test a beta."],
    },
  ],
}
