import type { Category, Priority } from "#schemas/ticket/words"

/** What to tell a customer when no model can write: an opening, steps they can take, and what we need from them. */
export type Reply = { opening: string; steps: readonly string[]; ask: string }

export const replies: Record<Category, Reply> = {
  access: {
    opening: "While we look at your account, these steps often bring people back in:",
    steps: [
      "Open the sign-in page in a private browser window, so that no old session gets in the way.",
      'Choose "Forgot password" and use the newest link that you receive; older links no longer work.',
      "If you use two-factor codes, check that the clock of your phone is set automatically.",
    ],
    ask: "If you are still locked out, reply with the exact message on the screen and the time you saw it. Please never send us your password.",
  },
  billing: {
    opening: "Our billing colleagues will check your payments. So that this goes quickly:",
    steps: [
      "Look at whether the second amount is still marked as pending: banks drop a reserved amount after a few days.",
      "Keep the invoice or order number at hand; it is in your confirmation e-mail.",
      "You do not need to cancel or pay anything again until we have answered.",
    ],
    ask: "Please reply with the invoice or order number, the date and the amount. We never need your full card number.",
  },
  bug: {
    opening: "To find out what goes wrong, and perhaps to get you going at once, please try the following:",
    steps: [
      "Install the latest update, then restart the device or the app.",
      "Try once more, and note what you did just before it failed.",
      "If it began after an update or a change of settings, tell us which one.",
    ],
    ask: "Please reply with the version you use, the text of any error message, and whether it happens every time.",
  },
  delivery: {
    opening: "We are checking with the carrier where your order is. Meanwhile:",
    steps: [
      "Look at the tracking link in your confirmation e-mail for the latest scan.",
      "Ask at the delivery address whether a neighbour or the reception took the parcel in.",
      "If something arrived damaged or wrong, keep the packaging and take a photo of it.",
    ],
    ask: "Please reply with your order number and the delivery address as you entered it.",
  },
  "how-to": {
    opening: "Here is where to begin:",
    steps: [
      "The section of the manual with the name of the feature shows each setting with a picture.",
      "Most settings take effect at once; a few need a restart, and then the product says so.",
      "You can go back to the earlier setting at any time without losing anything.",
    ],
    ask: "Tell us what you would like to achieve and what you have tried, and we will write down the exact steps for you.",
  },
  hardware: {
    opening: "Please check the following before we arrange a repair or a replacement:",
    steps: [
      "If it smells of burning, is hot or swollen, switch it off, unplug it and do not charge it again.",
      "Otherwise try another cable and another socket, and leave it connected for 30 minutes.",
      "Hold the power button for 15 seconds to restart it fully.",
    ],
    ask: "Please reply with the serial number, the date of purchase and, if you can, a photo of the fault.",
  },
  feedback: {
    opening: "What you wrote goes to the people who build the product:",
    steps: [
      "Your message is filed with those of other customers who asked for the same.",
      "What many ask for is planned first.",
      "Release notes say when something that you asked for is there.",
    ],
    ask: "If you like, tell us in which situation you needed it most; that helps us to get it right.",
  },
  other: {
    opening: "A colleague who knows the product will read your message. Until then:",
    steps: [
      "Reply to this message to add anything that you remember later.",
      "A screenshot or a photo often says more than a description.",
    ],
    ask: "Please tell us what you expected, and what happened instead.",
  },
}

/** No dates: what the desk promises by when is not known here. */
export const closings: Record<Priority, string> = {
  CRITICAL: "We treat this as critical: somebody is looking at it now and will write to you as soon as there is news.",
  HIGH: "We treat this with high priority and will write to you again as soon as we know more.",
  MEDIUM: "A colleague has your message and will come back to you.",
  LOW: "A colleague will come back to you; until then you need do nothing.",
}
