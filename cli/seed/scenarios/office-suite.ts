import type { Product } from "#cli/seed/scenario"

export const officeSuite: Product = {
  name: "Quill Docs",
  tried: [
    "I tried another browser and a private window.",
    "I reloaded the page a hundred times.",
    "A colleague sees the same on her computer.",
    "I exported it and imported it again.",
  ],
  means: {
    minor: ["It is a small thing.", "I can wait for the next release."],
    normal: ["It slows down the whole department.", "I have to do it by hand every day."],
    serious: ["I have to hand in my thesis on {weekday}.", "The offer has to be with the client in {n} hours."],
    critical: ["{minutes} people in our company cannot open any document.", "The contract for court tomorrow is gone."],
  },
  issues: [
    {
      type: "Lost changes",
      severities: ["serious", "critical"],
      subjects: ["{n} hours of work lost", "Document is back to an old state", "Text disappeared"],
      says: [
        "The document went back to the state of {weekday} and {n} hours of work are lost.",
        'It said "saved", and after a reload half of the text was gone.',
        "Two of us wrote at the same time and one version overwrote the other.",
      ],
      adds: ["The history shows nothing in between.", 'The document is called "Final {n}", of course.'],
    },
    {
      type: "Document does not open",
      severities: ["normal", "serious", "critical"],
      subjects: ["Document does not open", "Endless loading", "Error {error} when opening"],
      says: [
        "One document has not opened {since}, it loads for ever.",
        "Error {error} appears with every document of our team.",
        "The page stays white when a document has more than {minutes} pages.",
      ],
      adds: ["Others open without a problem.", "It was fine in the morning."],
    },
    {
      type: "Formatting broken",
      severities: ["minor", "normal"],
      subjects: ["Tables break on export", "Fonts change in the PDF", "Numbering is wrong"],
      says: [
        "Tables lose their borders when I export to PDF.",
        "All headings change their font after {version}.",
        "The numbering of chapters starts at {n} for no reason.",
      ],
      adds: ["In the preview it looks right.", "It is a template of our company."],
    },
    {
      type: "Sharing and access",
      severities: ["normal", "serious"],
      subjects: ["Access denied to my own document", "External people see everything", "Cannot remove a person"],
      says: [
        'I get "access denied" on a document that I own.',
        "External people can see the comments, although I switched that off.",
        "A person who left the company still has access and I cannot remove him.",
      ],
      adds: ["I am an administrator.", "Our data protection officer is alarmed."],
    },
    {
      type: "Licence and billing",
      severities: ["minor", "normal"],
      subjects: ["{n} licences too many on the invoice", "Upgrade charged twice", "Licence not recognised"],
      says: [
        "The invoice shows {n} licences more than we have people.",
        "The upgrade was charged twice, {amount} each.",
        "The licence is paid, and still the trial banner is there.",
      ],
      adds: ["Invoice {order}.", "Our purchasing department asks."],
    },
    {
      type: "Slow editing",
      severities: ["minor", "normal"],
      subjects: ["Typing lags", "Spreadsheet takes {minutes} seconds", "Slow since {version}"],
      says: [
        "Every letter appears {n} seconds after I typed it.",
        "A sheet with {minutes},000 rows takes a minute for each change.",
        "Since {version} scrolling stutters.",
      ],
      adds: ["My computer is new.", "Without comments it is faster."],
    },
    {
      type: "Printing",
      severities: ["minor"],
      subjects: ["Prints only the first page", "Margins cut off", "Prints grey instead of black"],
      says: [
        "It only prints the first of {n} pages.",
        "The right margin is cut off on paper.",
        "Everything comes out grey.",
      ],
      adds: ["Other programs print fine.", "The printer is two months old."],
    },
    {
      type: "How to make a template",
      kind: "question",
      severities: ["minor"],
      subjects: ["Template for the whole team?", "How do I number pages from 3?", "Mail merge"],
      says: [
        "How do I make a template that everybody in the team can use but not change?",
        "How can the page numbers start on page 3?",
        "Is there a mail merge with our list of {minutes} addresses?",
      ],
      adds: ["I come from another office suite.", "A short video would help me."],
    },
    {
      type: "Feedback",
      kind: "praise",
      severities: ["minor"],
      subjects: ["Comments are so much better now", "Great offline mode", "Thank you for the keyboard shortcuts"],
      says: [
        "The new comments are so much better, thank you.",
        "I wrote on the train without any signal and everything was there afterwards, perfect.",
        "The keyboard shortcuts are a delight.",
      ],
      adds: ["Our school uses it in {n} classes.", "Vim mode next?"],
    },
  ],
}
