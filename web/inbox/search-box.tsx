import { type KeyboardEvent, useEffect, useRef, useState } from "react"
import { Icon } from "#web/ui/icon.tsx"

const pause = 250

type Props = { value: string; onChange: (q: string) => void }

/** Search as you type. `/` anywhere on the page comes here; Escape empties it. */
export const SearchBox = ({ value, onChange }: Props) => {
  const [text, setText] = useState(value)
  const sent = useRef(value)

  useEffect(() => {
    if (value !== sent.current) setText(value)
    sent.current = value
  }, [value])

  useEffect(() => {
    if (text === sent.current) return
    const timer = setTimeout(() => {
      sent.current = text
      onChange(text)
    }, pause)
    return () => clearTimeout(timer)
  }, [text, onChange])

  const clear = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== "Escape") return
    setText("")
    event.currentTarget.blur()
  }

  return (
    <div className="relative">
      <span className="pointer-events-none absolute top-2 left-2.5 text-muted">
        <Icon name="search" />
      </span>
      <input
        type="search"
        id="search"
        aria-label="Search tickets"
        aria-keyshortcuts="/"
        placeholder="Search subject, customer, product or id"
        className="control pl-8.5!"
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={clear}
      />
    </div>
  )
}
