import type { Playbook } from "#local/bedrock/offline/playbook"

export const software: readonly Playbook[] = [
  {
    topic: "lost data",
    category: "bug",
    evidence: "lost data",
    pattern:
      /\bdata[- ]loss\b|\b(?:lost|gone|deleted|erased|wiped|disappeared|vanished|corrupted)\b|\bbackups?\b|\brecover\w*|\brestor\w+/g,
    insight:
      "Please change as little as possible from now on: what has been removed can often be brought back while nothing new takes its place.",
    steps: [
      "Stop syncing on all devices: set {product} offline on those that may still have the data.",
      'Look under "Recently deleted" and in the version history, which keep things for some time.',
      "Do not reinstall and do not reset anything, since that deletes local copies.",
    ],
    ask: "Tell us what is missing, when you last saw it, and what happened between; we will look for the last good copy.",
  },
  {
    topic: "an outage",
    category: "bug",
    evidence: "an outage",
    pattern:
      /\boutage\b|\b(?:is|are|been|went) (?:completely )?(?:down|offline)\b|\b(?:50[0234]|gateway|service unavailable)\b|\bnobody can\b|\bwhole (?:team|office|company)\b|\bserver\b/g,
    insight: "Several people being stopped at once points to our side rather than to yours, so we look there first.",
    steps: [
      "Open the status page; if your region is marked, there is nothing that you need to do.",
      "If it is not, try once over another network, such as a phone's hotspot, which tells us where the fault lies.",
      "Leave clients open: {product} reconnects and sends what is waiting by itself.",
    ],
    ask: "Tell us how many people are affected, in which place, and since what time with the time zone.",
  },
  {
    topic: "crashes",
    category: "bug",
    pattern:
      /\bcrash\w*|\b(?:does|do|did|has|have|will|can) ?n[o']t (?:open|load|start)\w*|\bloads? (?:for ever|forever|endlessly)\b|\bendless loading\b|\bfreez\w+|\bfrozen\b|\bhangs?\b|\bunresponsive\b|\bcloses? (?:itself|by itself|unexpectedly)\b|\bblue screen\b|\brestarts? (?:itself|by itself|randomly)\b/g,
    insight:
      "A crash at the same place each time mostly comes from one file or setting that the program cannot digest.",
    steps: [
      "Install the latest version, then restart the device, not only the app.",
      "Start {product} without extensions or accessories and try the same thing again.",
      "Make sure that at least 2 GB of storage are free.",
      "If it happens with one file only, make a copy of that file and try an empty one.",
    ],
    ask: "Send us the crash report (Help, Diagnostics, Export) and what you clicked last.",
  },
  {
    topic: "synchronising",
    category: "bug",
    pattern: /\bsync\w*|\bupload\w*|\bcloud\b|\bnot (?:showing|appearing|updating)\b|\bduplicates?\b/g,
    insight:
      "When syncing stands still, one item is usually stuck at the head of the queue and holds up all those behind it.",
    steps: [
      "Check that the same account is signed in on every device, and that storage is not full.",
      "Pause syncing, wait ten seconds, and resume it over Wi-Fi.",
      "Look for an item with a warning sign in {product}; rename it or move it out.",
    ],
    ask: "Tell us the time of the last successful sync and how many items are waiting.",
  },
  {
    topic: "the connection",
    category: "bug",
    pattern:
      /\bwi-?fi\b|\bbluetooth\b|\bconnect\w*|\bpair(?:ing|ed)?\b|\bnetwork\b|\brouter\b|\binternet\b|\bdisconnect\w*|\bsignal\b/g,
    insight: "Connections that drop are most often a matter of the radio band or of an old pairing.",
    steps: [
      "Restart the router and {product}, in this order, two minutes apart.",
      'Choose "Forget this network" or remove the pairing, then connect anew.',
      "Try the 2.4 GHz band, which reaches further, and come within three metres for the test.",
      "Switch VPN and energy saving off for a moment.",
    ],
    ask: "Tell us the model of your router or phone, and whether other devices stay connected.",
  },
  {
    topic: "an update",
    category: "bug",
    pattern:
      /\bupdat(?:e|es|ed|ing)\b|\bnew version\b|\bupgrade failed\b|\bfirmware\b|\binstallation (?:failed|error)\b|\bsince the (?:last )?(?:update|upgrade)\b/g,
    insight: "What begins right after an update is mostly an old setting that the new version reads differently.",
    steps: [
      "Look whether a still newer version is offered: first corrections come within days.",
      "Restart twice, because the second start finishes the move of the settings.",
      "Reset the settings of {product}, not its data, under Settings, Advanced.",
    ],
    ask: "Tell us the version from before and the one that you have now.",
  },
  {
    topic: "slowness",
    category: "bug",
    pattern:
      /\bslow\w*|\blag(?:s|gy|ging)?\b|\bloading\b|\btakes? (?:forever|ages|too long|minutes)\b|\bperformance\b|\btimeout\b/g,
    insight: "Slowness grows with the amount of open data or with what else runs at the same time.",
    steps: [
      "Restart {product} and try with nothing else open.",
      "Clear its cache under Settings, Storage; your data stays.",
      "Compare with another network or device, so that we know where the time goes.",
    ],
    ask: "Tell us what you do, how long it takes now, and how long it took before.",
  },
  {
    topic: "an error message",
    category: "bug",
    pattern:
      /\berror\w*|\bfail(?:s|ed|ing|ure)?\b|\bbugs?\b|\bglitch\w*|\bnot work\w*|\b(?:doesn't|does not|stopped|isn't) work\w*|\bwrong\b/g,
    insight: "We would like to see it happen as you see it, and meanwhile the following helps in many cases.",
    steps: [
      "Install the latest version of {product} and restart.",
      "Repeat what you did, slowly, and note after which step it goes wrong.",
      "Try once with another account or device, if you have one.",
    ],
    ask: "Send us the full text of the message or a screenshot, and the steps that lead to it.",
  },
]
