import { useState } from "react"

/** What was typed but not sent, kept in this tab while the person looks elsewhere. */
export const useUnsent = (name: string) => {
  const key = `ledgerdesk:unsent:${name}`
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? "")
  const keep = (next: string) => {
    setText(next)
    if (next === "") sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, next)
  }
  return [text, keep] as const
}
