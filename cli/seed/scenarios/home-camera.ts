import type { Product } from "#cli/seed/scenario"

export const homeCamera: Product = {
  name: "HomeGuard Camera",
  tried: [
    "I took it down and reset it with the pin.",
    "I moved it closer to the router.",
    "I formatted the memory card.",
    "The app is new, version {version}.",
  ],
  means: {
    minor: ["It is not urgent.", "It would be nice to have."],
    normal: ["So I might as well have no camera.", "I pay {amount} a month for the recordings."],
    serious: ["We are away for {n} weeks and rely on it.", "There was a burglary next door last week."],
    critical: ["A stranger was watching our bedroom.", "We were burgled and there is no recording at all."],
  },
  issues: [
    {
      type: "Stranger has access",
      severities: ["critical"],
      subjects: ["A stranger speaks through our camera", "I see somebody else's house!", "Camera was hacked"],
      says: [
        "A stranger spoke to our daughter through the camera.",
        "The app shows me the living room of people whom I do not know.",
        "Somebody turned the camera while we watched, it must have been hacked.",
      ],
      adds: ["I pulled the plug at once.", "My password is long and used nowhere else."],
    },
    {
      type: "No recordings",
      severities: ["normal", "serious", "critical"],
      subjects: ["Recordings are missing", "Nothing recorded {since}", "Clips end after {n} seconds"],
      says: [
        "There are no recordings {since}, although the camera is online.",
        "The clip ends after {n} seconds, just before one would see the face.",
        "Recordings of the night of {weekday} have disappeared.",
      ],
      adds: ["The subscription is paid.", "The police ask for them."],
    },
    {
      type: "False alarms",
      severities: ["minor", "normal"],
      subjects: ["{minutes} alarms a day", "Alarm for every leaf", "Cat sets off the alarm"],
      says: [
        "I get {minutes} alarms a day, all of them for leaves in the wind.",
        "Our cat sets off the alarm {n} times a night.",
        "Person detection thinks that the dustbin is a person.",
      ],
      adds: ["Sensitivity is at the lowest.", "Zones are set."],
    },
    {
      type: "Offline",
      severities: ["normal", "serious"],
      subjects: ["Camera goes offline every night", "Offline {since}", "Does not reconnect"],
      says: [
        "The camera goes offline every night at {n} o'clock.",
        "It has been offline {since} and only blinks blue.",
        "After a power cut it does not come back by itself.",
      ],
      adds: ["The signal is strong.", "The other {n} cameras work."],
    },
    {
      type: "Picture quality",
      severities: ["minor"],
      subjects: ["Night picture all white", "Blurred picture", "Pink picture in daylight"],
      says: [
        "At night the picture is all white.",
        "The picture is blurred on the left side.",
        "In daylight everything is pink.",
      ],
      adds: ["The lens is clean.", "The older model was better."],
    },
    {
      type: "Subscription",
      severities: ["minor", "normal"],
      subjects: ["Charged for {n} cameras, I have one", "Cannot cancel", "Price went up to {amount}"],
      says: [
        "I am charged for {n} cameras and have one.",
        "The button to cancel leads to an error page.",
        "The price went up to {amount} without any notice.",
      ],
      adds: ["Invoice {order}.", "Please correct that back to the start."],
    },
    {
      type: "Doorbell does not ring",
      severities: ["minor", "normal"],
      subjects: ["Bell rings too late", "No ring on the phone", "Chime stays silent"],
      says: [
        "The phone rings {minutes} seconds after the visitor has gone.",
        "On my {device} there is no ring at all.",
        "The chime in the hall stays silent.",
      ],
      adds: ["Notifications are allowed.", "On my wife's phone it works."],
    },
    {
      type: "Privacy question",
      kind: "question",
      severities: ["minor"],
      subjects: ["Where are the recordings stored?", "May I film the pavement?", "Delete all my data"],
      says: [
        "In which country are the recordings stored, and who can see them?",
        "How do I black out the pavement in front of our house?",
        "How do I delete all recordings and my account for good?",
      ],
      adds: ["My tenant asked me.", "An official answer would be good."],
    },
    {
      type: "Feedback",
      kind: "praise",
      severities: ["minor"],
      subjects: ["Caught the parcel thief", "Easy to install", "Great support on the phone"],
      says: [
        "The camera caught the parcel thief, excellent picture.",
        "It took {n} minutes to install, I am impressed.",
        "Your colleague on the phone was patient and lovely.",
      ],
      adds: ["We bought {n} more.", "Thank you."],
    },
  ],
}
