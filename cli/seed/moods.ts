import type { Issue, Mood, Severity } from "#cli/seed/scenario"

/** How a text of each mood begins and ends; "" leaves it out. */
export const moods: Record<Mood, { opens: readonly string[]; closes: readonly string[] }> = {
  calm: {
    opens: ["Hello,", "Good morning,", "Dear support team,", "Hi,", ""],
    closes: ["Thank you, {first}", "Kind regards\n{full}", "Best regards, {first} {last}", "Regards, {first}"],
  },
  friendly: {
    opens: ["Hi there!", "Hello everybody,", "Hi team, I hope you are having a good week.", "Hello, me again :)"],
    closes: ["Many thanks for your help!\n{first}", "Thanks a lot, you are always quick!", "Cheers, {first}"],
  },
  puzzled: {
    opens: [
      "Hello, I am a bit lost here.",
      "Hi, maybe I am doing something wrong.",
      "I cannot make sense of this.",
      "",
    ],
    closes: ["What am I missing?", "Is that supposed to be like this?\n{first}", "Could you explain that to me?"],
  },
  worried: {
    opens: ["Hello, I am quite worried.", "Please have a look at this soon.", "I do not know whom else to ask."],
    closes: [
      "Please tell me what I should do now.\n{full}",
      "I hope you can help me quickly.",
      "Please let me know soon.",
    ],
  },
  annoyed: {
    opens: [
      "This is the second time that I write about this.",
      "Honestly, this is getting annoying.",
      "So, here we go again.",
    ],
    closes: [
      "Please fix this properly this time.",
      "I expect better than this.\n{full}",
      "I would like a real answer, please.",
    ],
  },
  angry: {
    opens: [
      "I am really angry by now.",
      "This is not acceptable.",
      "I have had enough of this.",
      "Very disappointed customer here.",
    ],
    closes: [
      "If this is not solved by {weekday}, I will cancel.\n{full}",
      "I want my money back if you cannot solve this.",
      "Do not send me another standard reply.",
    ],
  },
  furious: {
    opens: [
      "This is absolutely outrageous!!",
      "WORST SUPPORT EVER. Nobody has answered me for {n} days!",
      "I am furious. What a disgrace of a company.",
      "Are you kidding me?!",
    ],
    closes: [
      "Fix this NOW or you will hear from my lawyer.\n{full}",
      "I will tell everybody I know to stay away from you!",
      "Last chance before I go to the consumer protection office.",
    ],
  },
  pleased: {
    opens: ["Hello,", "Hi, for once no complaint!", "Dear team,", "Just wanted to say something nice."],
    closes: ["Keep up the great work!\n{first}", "Thank you so much, {full}", "Best wishes from {city}!"],
  },
}

const byKind: Record<NonNullable<Issue["kind"]>, readonly Mood[]> = {
  question: ["calm", "friendly", "puzzled", "calm", "friendly"],
  praise: ["pleased"],
}

const bySeverity: Record<Severity, readonly Mood[]> = {
  minor: ["calm", "friendly", "puzzled", "calm", "annoyed"],
  normal: ["calm", "friendly", "puzzled", "annoyed", "worried", "annoyed"],
  serious: ["calm", "worried", "annoyed", "angry", "angry", "furious"],
  critical: ["calm", "worried", "angry", "furious", "worried"],
}

/** The moods that go with an issue of this severity; one that comes more often is more likely. */
export const moodsFor = (kind: Issue["kind"], severity: Severity): readonly Mood[] =>
  kind ? byKind[kind] : bySeverity[severity]
