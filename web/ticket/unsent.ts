import { useState } from "react"
import { belongings } from "#web/session/belongings.ts"
import { useSubject } from "#web/session/me.ts"

/** What was typed but not sent, kept in this tab for whoever typed it while they look elsewhere. */
export const useUnsent = (name: string) => {
  const person = useSubject()
  const place = `unsent:${name}`
  const [text, setText] = useState(() => belongings.read(person, place))
  const keep = (next: string) => {
    setText(next)
    belongings.keep(person, place, next)
  }
  return [text, keep] as const
}
