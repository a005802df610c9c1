import type { Playbook } from "#local/bedrock/offline/playbook"

export const hardware: readonly Playbook[] = [
  {
    topic: "a device that may be dangerous",
    category: "hardware",
    evidence: "a danger to people",
    pattern:
      /\bsmok(?:e|ing)\b|\bburn(?:ing|t|ed|s)\b|\bfire\b|\bswollen\b|\bsparks?\b|\belectric(?:al)? shock\b|\bmelt\w+|\boverheat\w*|\btoo hot\b/g,
    insight: "Your safety comes first, so please stop using {product} until we have seen what is wrong.",
    steps: [
      "Switch it off and unplug it; do not charge it or press on the battery.",
      "Put it on a surface that cannot burn, away from anything that can, and let it cool down.",
      "Do not open it and do not post it: batteries that have suffered need special packaging, which we send you.",
    ],
    ask: "Tell us whether anybody was hurt or anything else was damaged, and send a photo from a safe distance.",
  },
  {
    topic: "a battery that does not last",
    category: "hardware",
    pattern: /\bbatter(?:y|ies)\b|\b(?:drains?|dies|lasts?)\b|\bcharg(?:e|es|er|ing)\b/g,
    insight:
      "A battery that empties quickly is mostly kept busy by one setting or one app, and sometimes it is worn out.",
    steps: [
      "Charge to 100 % with the original cable in a wall socket, not at a computer.",
      "Look at the battery page in the settings, and stop what uses more than a third.",
      "Switch off what searches all the time: GPS, Bluetooth and the always-on display, for one day.",
      "Let it run empty once, then charge it fully in one go, so that the display of the charge is right again.",
    ],
    ask: "Tell us how long it lasts now, how old {product} is, and the health that the battery page shows.",
  },
  {
    topic: "a device that does not switch on",
    category: "hardware",
    pattern:
      /\b(?:turn|power|switch|start)s? (?:it )?on\b|\b(?:won't|does not|doesn't|not) (?:start|boot|power)\w*|\bcompletely dead\b|\bno power\b|\bblack screen\b|\bbrick(?:ed)?\b/g,
    insight: "A device that seems dead often only hangs with its screen off, or its battery is empty below the limit.",
    steps: [
      "Leave {product} on its charger for 30 minutes, with a different cable and socket than usual.",
      "Then hold the power button for 20 seconds, release it, and press it once more.",
      "Take out cards, cables and accessories, and try again.",
    ],
    ask: "Tell us whether any light, sound or vibration comes, and what happened just before, such as a fall, water or an update.",
  },
  {
    topic: "a damaged or faulty screen",
    category: "hardware",
    pattern:
      /\bscreen\b|\bdisplay\b|\bflicker\w*|\bdead pixels?\b|\bcrack(?:ed|s)?\b|\btouch\b|\bstripes?\b|\bmonitor\b/g,
    insight: "Flicker and stripes can come from a cable or a setting; a crack cannot be mended by software.",
    steps: [
      "Restart {product} and look whether the fault is already there on the start picture.",
      "Set brightness and refresh rate back to automatic, and install the latest update.",
      "With an external screen, change the cable and the port.",
      "If the glass is cracked, cover it with clear tape and save your data now.",
    ],
    ask: "Please send a photo or a short video of the screen, with the serial number from the back.",
  },
  {
    topic: "sound",
    category: "hardware",
    pattern:
      /\bsound\b|\baudio\b|\bspeakers?\b|\bmicrophone\b|\bheadphones?\b|\bearbuds?\b|\bnois[ey]\b|\bcrackl\w+|\bvolume\b/g,
    insight: "When sound fails on one side or crackles, it is usually the connection and seldom the speaker itself.",
    steps: [
      "Remove the Bluetooth pairing on both sides and pair again.",
      "Try another source and another cable, so that we know which of them is at fault.",
      "Clean openings with a dry soft brush, and set the equaliser to flat.",
    ],
    ask: "Tell us whether it happens with every source, and since when.",
  },
  {
    topic: "a defect under warranty",
    category: "hardware",
    pattern:
      /\bwarranty\b|\brepair\w*|\breplac(?:e|ement|ed)\b|\bdefective\b|\bfaulty\b|\bbroke(?:n)?\b|\bstopped working\b|\bbutton\b|\bserial number\b/g,
    insight:
      "From what you describe, this may be a case for repair or replacement, which our workshop decides by the serial number.",
    steps: [
      "Save your data and sign out of {product}, because a replacement comes empty.",
      "Note the serial number: it is on the back or under Settings, About.",
      "Find the receipt; a photo of it is enough.",
    ],
    ask: "Reply with the serial number, the date of purchase and a photo or video of the fault.",
  },
]
