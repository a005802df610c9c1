import type { Product } from "#cli/seed/scenario"

export const electricBike: Product = {
  name: "VoltCycle City E-Bike",
  tried: [
    "I took the battery out and put it back.",
    "The dealer in {city} read out the memory and shrugged.",
    "I cleaned all the contacts.",
    "I updated it to {version} in the app.",
  ],
  means: {
    minor: ["I can still ride it.", "It is only a bit ugly."],
    normal: ["I have to take the bus for {n} weeks now.", "For {amount} I expect it to work."],
    serious: ["I need it to get to work every day.", "I nearly fell because of it."],
    critical: ["I crashed and broke my wrist.", "It caught fire in our garage."],
  },
  issues: [
    {
      type: "Motor cuts out",
      severities: ["normal", "serious"],
      subjects: ["Motor stops on the hill", "No assistance {since}", "Motor cuts out in traffic"],
      says: [
        "The motor cuts out on every hill.",
        "There has been no assistance {since}, only error {error}.",
        "It stops in the middle of a crossing and starts again after a minute.",
      ],
      adds: ["The battery is full.", "It has {minutes}00 kilometres on it."],
    },
    {
      type: "Brake failure",
      severities: ["serious", "critical"],
      subjects: ["Brakes do not hold", "Brake lever goes through", "Accident because of the brakes"],
      says: [
        "The front brake does not hold any more.",
        "The brake lever goes through to the handlebar.",
        "The brakes failed downhill.",
      ],
      adds: ["The last service was {n} weeks ago.", "Frame number {serial}."],
    },
    {
      type: "Battery problem",
      severities: ["normal", "serious", "critical"],
      subjects: ["Range of {n} km only", "Battery does not charge", "Battery is hot and smells"],
      says: [
        "The range has shrunk to {minutes} kilometres.",
        "The battery does not charge, the light blinks red {n} times.",
        "The battery gets very hot on the charger and smells strange.",
      ],
      adds: ["I store it at room temperature.", "Serial number {serial}."],
    },
    {
      type: "App and lock",
      severities: ["minor", "normal"],
      subjects: ["Lock does not open", "App lost my bike", "Alarm goes off at night"],
      says: [
        "The lock does not open with the app, and the bike stands in {city}.",
        "The app says that I own no bike.",
        "The alarm goes off every night at {n} o'clock for no reason.",
      ],
      adds: ["I use a {device}.", "The key card does not work either."],
    },
    {
      type: "Delivery delayed",
      severities: ["minor", "normal", "serious"],
      subjects: ["Bike is {n} weeks late", "No date for order {order}", "Delivery moved again"],
      says: [
        "I ordered {n} months ago and there is no date.",
        "The delivery date has been moved {n} times by now.",
        "You took {amount} and I have heard nothing {since}.",
      ],
      adds: ["Order {order}.", "I sold my old bike already."],
    },
    {
      type: "Stolen bike",
      severities: ["serious"],
      subjects: ["My bike was stolen", "GPS of my stolen bike is frozen", "Theft, need the papers"],
      says: [
        "My bike was stolen in {city}, and the GPS shows no position.",
        "I can see my stolen bike on the map and the police need a confirmation from you.",
        "The insurance wants a certificate of the frame number.",
      ],
      adds: ["Frame number {serial}.", "I reported it to the police at once."],
    },
    {
      type: "Noise",
      severities: ["minor"],
      subjects: ["Creaking when I pedal", "Grinding noise from the motor", "Rattling mudguard"],
      says: [
        "It creaks with every turn of the pedals.",
        "The motor grinds at {minutes} km/h.",
        "The rear mudguard rattles on cobbles.",
      ],
      adds: ["Everything is tight.", "It began right after the last service."],
    },
    {
      type: "Service question",
      kind: "question",
      severities: ["minor"],
      subjects: ["When is the first service due?", "Trailer allowed?", "Tyres for winter"],
      says: [
        "When is the first service due, and who does it in {city}?",
        "May I pull a trailer with two children?",
        "Which winter tyres fit?",
      ],
      adds: ["I did not find it in the manual.", "The dealer did not know."],
    },
    {
      type: "Feedback",
      kind: "praise",
      severities: ["minor"],
      subjects: ["I sold my car", "Wonderful ride", "Great dealer in {city}"],
      says: [
        "I sold my car, this bike is fantastic.",
        "The ride is wonderful, quiet and comfortable.",
        "The dealer in {city} was so helpful and friendly.",
      ],
      adds: ["{minutes}00 kilometres without a fault.", "My husband wants one as well."],
    },
  ],
}
