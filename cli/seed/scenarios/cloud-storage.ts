import type { Product } from "#cli/seed/scenario"

export const cloudStorage: Product = {
  name: "Nimbus Cloud Storage",
  tried: [
    "I signed out and in again on both computers.",
    "I reinstalled the sync client, version {version}.",
    "I left it running over night, nothing changed.",
    "Your status page says that all is fine.",
  ],
  means: {
    minor: ["I can work around it.", "There is no hurry."],
    normal: ["I have to mail files to myself now.", "It costs me half an hour every day."],
    serious: ["I have a deadline on {weekday} and my thesis is in there.", "Our team of {n} cannot share anything."],
    critical: ["{minutes} people here cannot work at all.", "This is the only copy of our bookkeeping."],
  },
  issues: [
    {
      type: "Files missing",
      severities: ["serious", "critical"],
      subjects: ["My files are gone", "Folder empty after sync", "{n} years of photos have disappeared"],
      says: [
        "All files in one folder are gone {since}, and the bin is empty too.",
        "After the sync the folder is empty on every device.",
        "{n} years of family photos have disappeared from my account.",
      ],
      adds: ["Nobody else has access.", "The folder was about {minutes} GB."],
    },
    {
      type: "Sync stuck",
      severities: ["minor", "normal"],
      subjects: ["Sync hangs at {n} files", 'Endless "preparing"', "Nothing is uploaded {since}"],
      says: [
        'The client has been stuck at "{n} files left" {since}.',
        'It says "preparing" for ever and uses a whole core of my laptop.',
        "New files on my {device} do not arrive on the computer.",
      ],
      adds: ["There is enough space left.", "The log repeats {error} again and again."],
    },
    {
      type: "Storage full",
      severities: ["minor", "normal"],
      subjects: ["Full although I deleted a lot", "Storage shows the wrong size", "Where did my space go?"],
      says: [
        "It says that my storage is full, although I deleted {minutes} GB.",
        "The web page and the app show different sizes.",
        "Old versions of files take up all my space and I cannot remove them.",
      ],
      adds: ["The bin is empty.", "I pay for the 2 TB plan."],
    },
    {
      type: "Sharing and permissions",
      severities: ["normal", "serious"],
      subjects: ["Link opens for everybody", "Colleague cannot open the folder", "Permissions changed by themselves"],
      says: [
        "A private link opens without any password, our client noticed it.",
        'A colleague gets "permission denied" although she is on the list.',
        "Since the update everybody in the team may delete files.",
      ],
      adds: ["I checked the settings twice.", "The folder contains salaries, so this is a data breach for us."],
    },
    {
      type: "Login and two-factor",
      severities: ["normal", "serious"],
      subjects: ["Lost my phone, cannot log in", "Verification code is refused", "Account locked"],
      says: [
        "I lost my phone and cannot get past the two-factor login.",
        "Each verification code is refused, although the clock is right.",
        'My account was locked for "unusual activity" and nobody tells me why.',
      ],
      adds: ["I have no recovery codes.", "I can prove who I am."],
    },
    {
      type: "Invoice and plan",
      severities: ["minor", "normal"],
      subjects: ["Charged {amount} after cancelling", "Need an invoice with VAT", "Wrong plan on my invoice"],
      says: [
        "I cancelled {n} weeks ago and was charged {amount} again.",
        "I need an invoice with our VAT number for the last {n} months.",
        "The invoice shows the business plan, I have the personal one.",
      ],
      adds: ["The invoice number is {order}.", "My accountant is waiting for it."],
    },
    {
      type: "API errors",
      severities: ["normal", "serious", "critical"],
      subjects: ["API answers 503 {since}", "Upload API times out", "Rate limit far below the plan"],
      says: [
        "About {minutes} percent of our calls are answered with 503 {since}.",
        "Multipart uploads time out after {n} parts.",
        "We hit the rate limit at a tenth of what our plan says.",
      ],
      adds: ["Request ids are available on demand.", "Nothing was deployed on our side."],
    },
    {
      type: "How to restore a version",
      kind: "question",
      severities: ["minor"],
      subjects: ["Restore an older version?", "How long are versions kept?", "Undo a mass rename"],
      says: [
        "How do I get back the version of a document from last {weekday}?",
        "How long do you keep older versions in my plan?",
        "I renamed {minutes} files by mistake. Can that be undone in one go?",
      ],
      adds: ["The help describes an older layout.", "I am afraid of making it worse."],
    },
    {
      type: "Feedback",
      kind: "praise",
      severities: ["minor"],
      subjects: ["You saved my thesis", "Best sync so far", "Thank you!"],
      says: [
        "The version history saved my thesis, thank you so much.",
        "Sync has become amazingly fast with {version}.",
        "Sharing with my family is so easy, we love it.",
      ],
      adds: ["I moved here from a competitor and do not regret it.", "An album view would be lovely."],
    },
  ],
}
