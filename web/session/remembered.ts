const key = "ledgerdesk:signed-in"

/** Whether a person signed in with this browser and did not sign out: then a new tab asks the provider at once. */
export const remembered = {
  get: (): boolean => localStorage.getItem(key) === "yes",
  set: () => localStorage.setItem(key, "yes"),
  forget: () => localStorage.removeItem(key),
}
