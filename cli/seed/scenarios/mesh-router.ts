import type { Product } from "#cli/seed/scenario"

export const meshRouter: Product = {
  name: "AirLink Mesh Router",
  tried: [
    "I have restarted all three units and the modem.",
    "I moved the satellites closer together, without any difference.",
    "I reset it to factory settings and set it up again from scratch.",
    "The firmware is {version}, and the app says that this is the newest.",
  ],
  means: {
    minor: ["It is no drama, but I would like to have it sorted.", "I can live with it for a while."],
    normal: ["The children cannot do their homework like this.", "Video calls are a matter of luck now."],
    serious: ["I work from home and lost half a day already.", "We are {n} people here and nobody can work properly."],
    critical: [
      "Our practice cannot reach its patients' records.",
      "The card terminal is down and we turn customers away.",
    ],
  },
  issues: [
    {
      type: "Connection drops",
      severities: ["normal", "serious", "critical"],
      subjects: ["Wi-Fi drops every {minutes} minutes", "Connection keeps breaking {since}", "Mesh loses the internet"],
      says: [
        "The Wi-Fi drops every {minutes} minutes and comes back by itself after a while.",
        "{Since} the internet has been going away several times an hour, on every device in the house.",
        "The light on the main unit turns red and then nothing works until I pull the plug.",
      ],
      adds: [
        "It happens on cable too, so it is not the radio.",
        "My provider measured the line and found nothing wrong.",
      ],
    },
    {
      type: "Slow speed",
      severities: ["minor", "normal"],
      subjects: ["Only {n} Mbit on the first floor", "Very slow {since}", "I pay for 500 Mbit and get a fraction"],
      says: [
        "A speed test next to the router shows 480 Mbit, but upstairs only {n} are left.",
        "Downloads crawl {since}, although nothing has changed in the flat.",
        "The satellite in the study is far slower than the one in the hall.",
      ],
      adds: ["My {device} stands two metres from the satellite.", "Late at night it is somewhat better."],
    },
    {
      type: "Set-up fails",
      severities: ["normal"],
      subjects: ["App does not find the router", "Set-up stops at 80 %", "Cannot add the second satellite"],
      says: [
        "The app searches for the router for minutes and then says error {error}.",
        "Set-up always stops at 80 percent and starts over.",
        "The second satellite blinks white for ever and never joins.",
      ],
      adds: ["I use a {device}.", "Bluetooth and location are switched on, as the leaflet says."],
    },
    {
      type: "Router overheats",
      severities: ["serious", "critical"],
      subjects: ["Router gets very hot", "Smell of burning from the power supply", "Main unit too hot to touch"],
      says: [
        "The main unit gets so hot that I can hardly touch it.",
        "There is a smell of burning plastic from the power supply, so I unplugged it.",
        "The case has turned brown around the vents.",
      ],
      adds: ["It stands free on a shelf, nothing covers it.", "The serial number is {serial}."],
    },
    {
      type: "Login to admin page",
      severities: ["minor", "normal"],
      subjects: ["Locked out of the admin page", "Admin password is not accepted", "Cannot sign in to my router"],
      says: [
        "The admin page does not accept my password any more.",
        "After {n} attempts it says that I am locked out, and that does not end.",
        "The reset mail for the AirLink account never arrives.",
      ],
      adds: [
        "I have looked into the spam folder as well.",
        "The password is in my password manager, so it is not a typo.",
      ],
    },
    {
      type: "Wrong item delivered",
      severities: ["normal"],
      subjects: ["Two satellites instead of three", "Wrong model in the parcel", "Incomplete delivery, order {order}"],
      says: [
        "I ordered the set of three with order {order} and there were only two in the box.",
        "The parcel contained last year's model instead of the new one.",
        "The power supply of one unit is missing.",
      ],
      adds: ["The seal was intact when it arrived.", "I was charged {amount} for the full set."],
    },
    {
      type: "How to use guest network",
      kind: "question",
      severities: ["minor"],
      subjects: ["How do I set up a guest network?", "Guest Wi-Fi with a time limit?", "Question about guest access"],
      says: [
        "How can I give guests access without letting them see my printer and the NAS?",
        "Can the guest network switch itself off at night?",
        "I run a small holiday flat and would like a new guest password every week.",
      ],
      adds: ["I could not find it in the app.", "The manual only mentions it in one line."],
    },
    {
      type: "Warranty claim",
      severities: ["normal", "serious"],
      subjects: ["Satellite dead after {n} months", "Warranty for order {order}", "Unit no longer switches on"],
      says: [
        "One satellite has been dead {since}, no light at all.",
        "The main unit does not switch on any more, {n} months after I bought it.",
        "The ethernet port of the main unit broke off inside.",
      ],
      adds: ["I still have the invoice, order {order}.", "Serial number {serial}."],
    },
    {
      type: "Feedback",
      kind: "praise",
      severities: ["minor"],
      subjects: ["Great router", "Finally Wi-Fi in the garden", "Compliment for the last update"],
      says: [
        "The mesh set works perfectly, even at the far end of the garden.",
        "The last update made everything noticeably faster, brilliant.",
        "Your colleague on the phone was wonderful and solved it in {n} minutes.",
      ],
      adds: ["I have recommended it to my neighbours.", "A dark mode for the app would make it perfect."],
    },
  ],
}
