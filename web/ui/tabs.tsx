import { type KeyboardEvent, type ReactNode, useId } from "react"

type Props = {
  label: string
  tabs: readonly (readonly [name: string, word: string])[]
  shown: string
  onShow: (name: string) => void
  children: ReactNode
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 }

/** Tabs by the ARIA pattern: the arrow keys move between them. */
export const Tabs = ({ label, tabs, shown, onShow, children }: Props) => {
  const id = useId()
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = steps[event.key]
    if (!step) return
    const at = tabs.findIndex(([name]) => name === shown)
    const next = tabs[(at + step + tabs.length) % tabs.length]
    if (!next) return
    onShow(next[0])
    document.getElementById(`${id}-${next[0]}`)?.focus()
  }
  return (
    <div className="grid min-w-0 gap-3">
      <div role="tablist" aria-label={label} className="flex gap-1 border-b border-line" onKeyDown={move}>
        {tabs.map(([name, word]) => (
          <button
            key={name}
            id={`${id}-${name}`}
            type="button"
            role="tab"
            aria-selected={name === shown}
            aria-controls={`${id}-panel`}
            tabIndex={name === shown ? 0 : -1}
            onClick={() => onShow(name)}
            className={`-mb-px border-b-2 px-2 py-1.5 font-medium ${name === shown ? "border-accent" : "border-transparent text-muted hover:text-ink"}`}
          >
            {word}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${shown}`} className="min-w-0">
        {children}
      </div>
    </div>
  )
}
