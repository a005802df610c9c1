const words = (weight: number, list: string): [string, number][] => list.split(" ").map((word) => [word, weight])

/** How much a word says about the writer's mood: below 0 is bad, above 0 is good. Polite words say nothing. */
const moods: ReadonlyMap<string, number> = new Map([
  ...words(-1, "bad poor slow late wrong issue issues problem problems error errors fails failing failed failure"),
  ...words(-1, "annoyed annoying unhappy confusing confused worried concern delayed missing lost stuck bug buggy"),
  ...words(
    -1,
    "damaged defective faulty cracked dead crash crashes crashed crashing freezes frozen cannot can't unable",
  ),
  ...words(-1, "stopped refused ignored overcharged disappointing disappointed complaint unfortunately poorly"),
  ...words(
    -1.5,
    "broken angry upset frustrated frustrating unreliable useless rude fraud scam lawyer sue stolen hacked",
  ),
  ...words(-2, "terrible horrible awful worst hate furious unacceptable ridiculous disgusting outrageous pathetic"),
  ...words(-2, "disaster nightmare appalling garbage disgraceful"),
  ...words(
    1,
    "good nice happy pleased glad like helpful friendly easy fast quick smooth smoothly fixed solved reliable",
  ),
  ...words(1, "enjoy enjoying appreciate grateful comfortable useful well works"),
  ...words(2, "great love loves loved excellent amazing awesome perfect perfectly fantastic wonderful brilliant best"),
  ...words(2, "superb outstanding impressed delighted thrilled"),
])

const negators = new Set(
  "not no never don't doesn't didn't isn't wasn't aren't without hardly won't wouldn't".split(" "),
)
const boosters = new Set("very really extremely so absolutely completely totally incredibly".split(" "))

const tokens = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll("’", "'")
    .match(/[a-z']+/g) ?? []

/** "not good" is bad; "no problems" is only a little good. */
const negated = (weight: number) => (weight > 0 ? -weight : -weight / 2)

const weigh = (weight: number, before: readonly string[]): number => {
  const boosted = before.slice(-1).some((word) => boosters.has(word)) ? weight * 1.5 : weight
  return before.some((word) => negators.has(word)) ? negated(boosted) : boosted
}

/** How much in a text is good and how much is bad, both 0 or more. */
export const tally = (text: string): { good: number; bad: number } => {
  const all = tokens(text)
  const weights = all.map((word, index) => weigh(moods.get(word) ?? 0, all.slice(Math.max(0, index - 2), index)))
  const sum = (list: number[]) => list.reduce((total, weight) => total + weight, 0)
  return { good: sum(weights.filter((w) => w > 0)), bad: -sum(weights.filter((w) => w < 0)) }
}
