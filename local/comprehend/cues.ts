/** What people write to a help desk says more than a general word list knows. Below 0 is bad, above 0 is good. */
const cues: readonly [pattern: RegExp, valence: number][] = [
  [
    /\b(?:not|never|doesn't|does not|isn't|stopped|won't|will not) (?:\w+ )?(?:work|load|open|start|turn|respond|connect|charg|sync)\w*/g,
    -0.5,
  ],
  [/\b(?:did not|didn't|can't|cannot|can not|unable to|not able to|could not|couldn't)\b/g, -0.3],
  [/\b(?:crash|freez|glitch|malfunction)\w*|\bfrozen\b|\b(?:keeps?|kept) \w+ing\b/g, -0.4],
  [/\b(?:broken|broke|faulty|defective|damaged|cracked|dead|scratched|missing)\b/g, -0.4],
  [
    /\bstill (?:waiting|no|not|nothing|hasn't|haven't|don't)\b|\bno (?:reply|response|answer)\b|\b(?:nobody|no one)\b/g,
    -0.5,
  ],
  [/\b(?:never|not|hasn't|haven't|has not|have not) (?:\w+ )?(?:arriv|receiv|replied|respond|been)\w*/g, -0.4],
  [/\b(?:twice|double|overcharged|without my (?:consent|permission))\b/g, -0.3],
  [/\b(?:lost|gone|deleted|wiped|hacked|locked out|stolen|leaked)\b/g, -0.4],
  [/\b(?:useless|unusable|unacceptable|waste of|rip-?off|scam|ridiculous|a joke|fed up|sick of|lawyer|worse)\b/g, -0.6],
  [/\b(?:third|fourth|fifth|tenth|hundredth) time\b|\bonce again\b|\byet again\b|\bover and over\b/g, -0.3],
  [
    /\b(?:error|fails?|failed|failure|drops|disconnects|outage|too (?:slow|late|loud|expensive|hot))\b|\bis down\b/g,
    -0.3,
  ],
  [
    /\b(?:works?|worked|working|runs?) (?:\w+ )?(?:great|perfectly|fine again|again|well|flawlessly|like a charm|beautifully)\b/g,
    0.5,
  ],
  [/\b(?:solved|fixed|sorted) (?:it|my|the|everything|within|in)\b|\bfive stars?\b|\bkudos\b|\bwell done\b/g, 0.4],
  [
    /\b(?:keep up|thank you so much|many thanks|thanks a lot|hats off|spot on|lifesaver|game changer|couldn't be happier)\b/g,
    0.5,
  ],
  [/\b(?:recommend|impressed|exceeded|so (?:quick|fast|easy)|super (?:quick|fast|easy|helpful))\b/g, 0.4],
]

/** The sum of all cues in a text that is in lower case. */
export const cueValence = (text: string): number =>
  cues.reduce((sum, [pattern, valence]) => sum + valence * (text.match(pattern)?.length ?? 0), 0)

/** Politeness is not praise: these words count as good in general word lists and say nothing here. */
const polite =
  /\b(?:please|kindly|dear|hello|hi|hey|(?:best|kind|warm) regards|regards|thanks in advance|thank you in advance|thank you for your (?:help|time|support|assistance)|would like to|i'd like to|help|support|interested|sure|yes|ok|free|security|secure|save|saved|share|play|active|ready)\b/gi

export const withoutPoliteness = (text: string): string => text.replace(polite, " ")
