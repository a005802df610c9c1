import type { Playbook } from "#local/bedrock/offline/playbook"

export const usage: readonly Playbook[] = [
  {
    topic: "setting up",
    category: "how-to",
    pattern:
      /\bset(?:ting)? ?up\b|\binstall\w*|\bget(?:ting)? started\b|\bfirst time\b|\bconfigur\w+|\bactivat\w+|\bassembl\w+/g,
    insight: "Set-up takes about ten minutes, and goes best in this order.",
    steps: [
      "Charge or connect {product}, and keep it near your phone or router.",
      "Install the app from the official store and create the account there first.",
      "Let the app find the product and accept the first update before you change any setting.",
      "Then go through the settings from the top; each takes effect at once.",
    ],
    ask: "If it stops at one of these steps, tell us at which, and on which device and system.",
  },
  {
    topic: "compatibility",
    category: "how-to",
    pattern:
      /\bcompatib\w+|\bwork with\b|\bsupports?\b|\brequirements?\b|\bwhich (?:ports?|models?|versions?)\b|\bfit(?:s)?\b/g,
    insight: "What {product} works with depends on the exact model, which is why the name alone does not tell.",
    steps: [
      "Find the model number on the type plate or under Settings, About.",
      "Compare it with the list of supported systems and accessories on the product page.",
      "Check the version of your system: the list names the oldest one that works.",
    ],
    ask: "Send us both model numbers, and we will look it up for you.",
  },
  {
    topic: "moving to another device",
    category: "how-to",
    pattern:
      /\btransfer\w*|\bmigrat\w+|\bnew (?:computer|laptop|phone|device|office)\b|\bexport\w*|\bimport\w*|\btwo (?:phones|devices|computers)\b|\bmov(?:e|ing) (?:my|our|to)\b/g,
    insight: "Your data moves with your account; only local files and licences need a hand.",
    steps: [
      "Make a backup or an export of {product} on the old device.",
      "Sign out there, which frees the licence.",
      "Install on the new device, sign in, and wait until the first sync has finished before you import.",
    ],
    ask: "Tell us from which system to which you are moving, and roughly how much data there is.",
  },
  {
    topic: "people and permissions",
    category: "how-to",
    pattern:
      /\b(?:add|invite|remove) (?:\w+ ){0,3}(?:users?|colleagues?|members?|teammates?|people)\b|\bpermissions?\b|\broles?\b|\badmin\w*|\bshar(?:e|ing)\b/g,
    insight: "Whoever owns the account decides who may see and change what.",
    steps: [
      'Open "Settings", "People", and choose "Invite".',
      "Give the smallest role that fits; it can be raised at any time.",
      "The invitation is valid for a few days; a new one replaces it.",
    ],
    ask: "If you do not see that page, tell us who owns the account, without sending us any password.",
  },
  {
    topic: "a setting",
    category: "how-to",
    pattern:
      /\bhow (?:do|can|to|does|should)\b|\bwhere (?:do|can|is)\b|\bchang(?:e|ing)\b|\bsettings?\b|\bnotifications?\b|\blanguage\b|\benable\b|\bdisable\b|\bis it possible\b|\bmanual\b/g,
    insight: "This can be changed in {product} itself.",
    steps: [
      "Open Settings and type the first letters of what you look for into the search field.",
      "Change it and go back; it is saved without a button.",
      "If it is grey, a plan or an administrator has locked it, and the (i) beside it says which.",
    ],
    ask: "Tell us what you would like to achieve and which version you use, and we will write down the exact path.",
  },
  {
    topic: "praise",
    category: "feedback",
    pattern:
      /\bjust wanted to (?:say|thank|tell)\b|\blov(?:e|es|ing) (?:it|the|this|your|my)\b|\bgreat (?:work|job|service|product|support)\b|\bthank you (?:so much|for)\b|\bcompliments?\b|\bwell done\b|\bamazing\b|\bexcellent\b/g,
    insight: "Messages like yours are passed on to the people who built {product}, by name where you named them.",
    steps: [
      "Leave a review where you bought it; other customers rely on them.",
      "The monthly letter tells what comes next; you can subscribe to it in your account.",
    ],
    ask: "If there is one thing that would make it even better for you, we would like to hear it.",
  },
  {
    topic: "a wish",
    category: "feedback",
    pattern:
      /\bfeature request\b|\bsuggest\w*|\bwould be (?:great|nice|helpful|good)\b|\bwish\b|\bidea\b|\bfeedback\b|\bplease add\b|\bmissing feature\b|\broadmap\b/g,
    insight: "We collect wishes by how many people they would help, and yours is now among them.",
    steps: [
      "Look at the public list of ideas for {product}, and add your voice where somebody had the same one.",
      "Describe the moment in which you missed it; that says more than the solution.",
      "Until then, saved views and shortcuts under Settings bring many people close to it.",
    ],
    ask: "Tell us how you do it today and how often, so that we can weigh it properly.",
  },
]
