import type { Product } from "#cli/seed/scenario"

export const videoStreaming: Product = {
  name: "StreamBox Video",
  tried: [
    "I restarted the television and the router.",
    "Other streaming services work without any problem.",
    "I cleared the cache and signed in again.",
    "It is the same on the {device}.",
  ],
  means: {
    minor: ["It is only television after all.", "Not urgent."],
    normal: ["Our film night was ruined.", "I do not pay {amount} a month for that."],
    serious: ["I missed the final for which I subscribed.", "You keep taking money for something that I cannot use."],
    critical: [
      "Somebody bought films for {amount} on my account within an hour.",
      "My children saw things that they should not have seen.",
    ],
  },
  issues: [
    {
      type: "Buffering",
      severities: ["minor", "normal", "serious"],
      subjects: ["Stops every {minutes} seconds", "Buffering all evening", "Unwatchable {since}"],
      says: [
        "The picture stops every {minutes} seconds to load.",
        "In the evening the quality drops until one sees only blocks.",
        "The live stream lags minutes behind and then breaks off.",
      ],
      adds: ["My line has 250 Mbit.", "In the morning it works."],
    },
    {
      type: "Cannot sign in",
      severities: ["normal"],
      subjects: ["Too many devices", "Password reset never comes", "Signed out again and again"],
      says: [
        "It says that too many devices are signed in, I only have {n}.",
        "The mail to reset my password never arrives.",
        "The television signs me out every day.",
      ],
      adds: ["I looked into the spam folder.", "My subscription is paid."],
    },
    {
      type: "Account taken over",
      severities: ["serious", "critical"],
      subjects: ["Somebody uses my account", "Hacked account", "My e-mail was changed"],
      says: [
        "There are profiles in my account that I do not know, and films in a language that I do not speak.",
        "My account was hacked and the e-mail address was changed.",
        "I got a mail about a new device in {city}, that was not me.",
      ],
      adds: ["I changed the password at once.", "My card is stored there."],
    },
    {
      type: "Wrong charge",
      severities: ["normal", "serious"],
      subjects: ["Charged {amount} instead of the offer", "Charged after cancelling", "Charged twice"],
      says: [
        "I signed up for the offer and was charged {amount}.",
        "I cancelled {n} months ago and you still take money every month.",
        "This month was charged twice.",
      ],
      adds: ["I have the confirmation of the cancellation.", "I want the money back."],
    },
    {
      type: "Subtitles and sound",
      severities: ["minor"],
      subjects: ["Subtitles out of step", "No sound {since}", "Wrong language"],
      says: [
        "The subtitles come {n} seconds too late.",
        "There has been no sound on the television {since}, only music.",
        "The series starts in a different language each time.",
      ],
      adds: ["It happens with season {n} only.", "On the phone it is fine."],
    },
    {
      type: "App crashes on TV",
      severities: ["minor", "normal"],
      subjects: ["App crashes on my television", "Black screen since {version}", "Error {error}"],
      says: [
        "The app closes itself when I start a film.",
        "Since {version} there is only a black screen on the television.",
        "Error {error} appears after {n} minutes.",
      ],
      adds: ["The television is two years old.", "All updates are installed."],
    },
    {
      type: "Parental controls",
      severities: ["normal", "serious"],
      subjects: ["Child profile shows everything", "PIN is not asked for", "Parental controls do not work"],
      says: [
        "The child profile shows films for adults {since}.",
        "The PIN is not asked for on the television.",
        "The time limit for the children resets itself.",
      ],
      adds: ["I set it up exactly as described.", "My son is {n}."],
    },
    {
      type: "Missing title",
      kind: "question",
      severities: ["minor"],
      subjects: ["Where is season {n}?", "When does the film come?", "Title no longer available"],
      says: [
        "Where has season {n} of my favourite series gone?",
        "Will the film that you advertise in {city} also come to us?",
        "Why is there a lock on titles that I could watch last week?",
      ],
      adds: ["It is still on my list.", "I would even pay extra."],
    },
    {
      type: "Feedback",
      kind: "praise",
      severities: ["minor"],
      subjects: ["Wonderful documentaries", "The new player is great", "Thank you for the audio description"],
      says: [
        "Your documentaries are superb, please more of them.",
        "The new player is great and starts at once.",
        "Thank you for the audio description, my wife is blind and loves it.",
      ],
      adds: ["Worth every cent.", "A watch party feature would be fun."],
    },
  ],
}
