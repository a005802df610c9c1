import type { Product } from "#cli/seed/scenario"

export const mobileBank: Product = {
  name: "PocketBank Mobile",
  tried: [
    "I deleted the app and installed it again.",
    "I tried it on another phone as well.",
    "The hotline kept me waiting for {minutes} minutes and then hung up.",
    "I have switched the phone off and on.",
  ],
  means: {
    minor: ["It is not urgent for me.", "Just so that you know."],
    normal: ["I have bills to pay this week.", "I have to drive to the branch for every transfer now."],
    serious: ["My rent is due on {weekday} and I cannot pay it.", "I stand abroad without a working card."],
    critical: ["Somebody is emptying my account while I write this.", "All my savings are gone."],
  },
  issues: [
    {
      type: "Cannot log in",
      severities: ["normal", "serious"],
      subjects: ["Locked out of my account", "App rejects my PIN", "Face ID login is broken"],
      says: [
        "The app rejects my PIN {since} and then locks me out for an hour.",
        "After the update to {version} I only see a white screen after login.",
        "The code by text message never arrives, so I cannot sign in.",
      ],
      adds: ["My phone number has not changed.", "I use a {device}."],
    },
    {
      type: "Unknown transaction",
      severities: ["serious", "critical"],
      subjects: ["I did not make this payment", "Unauthorised debit of {amount}", "FRAUD on my account"],
      says: [
        "There is a debit of {amount} that I did not make.",
        "Somebody paid {n} times with my card in {city}, where I have never been.",
        "My account was hacked: the e-mail address was changed and money was sent away.",
      ],
      adds: ["I still have my card with me.", "I got a strange text message the day before and clicked on the link."],
    },
    {
      type: "Transfer missing",
      severities: ["normal", "serious"],
      subjects: ["Transfer of {amount} has not arrived", "Where is my money?", "Salary not on my account"],
      says: [
        "A transfer of {amount} left my account {n} days ago and has not arrived.",
        "My salary should have been here {since}, my employer confirms that it was sent.",
        "The instant transfer says completed, but the other side has nothing.",
      ],
      adds: ["The reference is {order}.", "I checked the account number three times."],
    },
    {
      type: "Card declined",
      severities: ["normal", "serious"],
      subjects: [
        "Card declined although there is money",
        "Card does not work abroad",
        "Declined at the till, embarrassing",
      ],
      says: [
        "My card is declined everywhere {since}, although there is enough money on the account.",
        "The card works at home but not here in {city}.",
        "Contactless fails every time, and with the PIN it works at every third till.",
      ],
      adds: ["The limit is far away.", "It is only {n} months old."],
    },
    {
      type: "Double charge",
      severities: ["normal"],
      subjects: ["Charged {amount} twice", "Same fee twice this month", "Please refund the double booking"],
      says: [
        "The account fee of {amount} was booked twice this month.",
        "One purchase shows up {n} times in my list.",
        "A hotel reservation was released but charged anyway.",
      ],
      adds: ["The merchant says that it is on your side.", "I have the receipt here."],
    },
    {
      type: "App crashes",
      severities: ["minor", "normal"],
      subjects: ["App crashes when I scan an invoice", "Crash since {version}", "App closes itself"],
      says: [
        "The app crashes whenever I scan an invoice.",
        "Since version {version} it closes itself after a few seconds.",
        "When I open the statement as PDF, the app freezes.",
      ],
      adds: ["My {device} is up to date.", "It does not happen on my old phone."],
    },
    {
      type: "Question about limits",
      kind: "question",
      severities: ["minor"],
      subjects: ["How do I raise my daily limit?", "Limit for a car purchase", "Where can I see my limits?"],
      says: [
        "I am buying a car on {weekday} and would like to raise the limit for that day.",
        "Where in the app can I see my limits for transfers abroad?",
        "Does the limit hold per card or for the whole account?",
      ],
      adds: ["The help page speaks of a menu that I do not have.", "A link would be enough."],
    },
    {
      type: "Change of personal data",
      kind: "question",
      severities: ["minor"],
      subjects: ["New address", "Change of my last name", "New phone number"],
      says: [
        "I have moved to {city} and need to change my address.",
        "I got married and my last name has changed. Which papers do you need?",
        "I have a new phone number and the old one is already off. How do I confirm the change?",
      ],
      adds: ["I could not find a form for it.", "My identity card is already renewed."],
    },
    {
      type: "Feedback",
      kind: "praise",
      severities: ["minor"],
      subjects: ["Lovely new app", "Thank you for the quick help", "Great spending overview"],
      says: [
        "The new spending overview is fantastic, I finally know where my money goes.",
        "My blocked card was replaced within {n} days, excellent service.",
        "The app is fast, clear and a pleasure to use.",
      ],
      adds: ["My parents manage with it as well.", "Categories of my own would be great."],
    },
  ],
}
