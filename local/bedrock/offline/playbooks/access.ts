import type { Playbook } from "#local/bedrock/offline/playbook"

export const access: readonly Playbook[] = [
  {
    topic: "a password that cannot be reset",
    category: "access",
    pattern: /\bpassword\b|\breset (?:link|e-?mail|code)\b|\bforgot(?:ten)?\b/g,
    insight: "Reset links are valid once and for a short time, and a newer one always replaces the older ones.",
    steps: [
      "Ask for a new link, and open only the newest e-mail; look in the spam folder too.",
      "Open the link in a private browser window, so that the browser does not fill in the old password.",
      "Choose a password that you have not used for {product} before; old ones are refused without saying so clearly.",
      "Sign out on all other devices, then sign in once with the new password.",
    ],
    ask: "If no e-mail arrives within ten minutes, tell us which address you entered and at what time, but never your password.",
  },
  {
    topic: "being locked out of the account",
    category: "access",
    pattern:
      /\block(?:ed)? out\b|\baccount (?:is |was |has been )?(?:locked|blocked|suspended|disabled)\b|\b(?:can(?:no|')t|unable to|not) (?:log|sign) ?in\b|\blog ?in\b|\bsign ?in\b|\binvalid credentials\b/g,
    insight: "After several failed attempts an account is locked for a while to protect it; the lock lifts by itself.",
    steps: [
      "Wait 30 minutes without any further attempt, because each one starts the time again.",
      "Check that the e-mail address has no space at its end; phones like to add one.",
      "Sign in from a private browser window with extensions switched off.",
      "If that works, clear the cookies of the {product} site in your normal browser, or reinstall the app.",
    ],
    ask: "If the door stays shut, send us the exact wording on the screen and the time of your last attempt.",
  },
  {
    topic: "two-factor codes",
    category: "access",
    pattern:
      /\b2fa\b|\bmfa\b|\btwo-factor\b|\bauthenticator\b|\bverification code\b|\b(?:sms|one-time) code\b|\bnew phone\b/g,
    insight: "Codes are computed from the time, so a clock that is off by a minute makes every one of them wrong.",
    steps: [
      "Set the clock of your phone to automatic, then try the next code.",
      "If you changed your phone, use one of the backup codes from the day you switched two-factor sign-in on.",
      "Once you are in, remove the old device in the security settings of {product} and add the new one.",
    ],
    ask: "Without backup codes we have to confirm that it is you: tell us when you opened the account and what you last did in it.",
  },
  {
    topic: "an account that somebody else has used",
    category: "access",
    evidence: "a security incident",
    pattern:
      /\bhack(?:ed|er|ers)\b|\bcompromised\b|\bunauthori[sz]ed (?:access|log-?in|device)\b|\bnot me\b|\bphishing\b|\bstolen\b|\bsuspicious\b/g,
    insight:
      "This is urgent for us as it is for you; the first minutes matter most, and these you have in your own hands.",
    steps: [
      "Change your password now, from a device that you trust.",
      'Choose "Sign out everywhere" in the security settings, which ends every open session.',
      "Switch two-factor sign-in on, and check that the e-mail address and phone number are still yours.",
      "Change the password wherever else you used the same one, your e-mail account first.",
    ],
    ask: "Please tell us what you noticed and when, and do not delete any message that looks suspicious.",
  },
]
