import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from "react"
import { Icon } from "#web/ui/icon.tsx"

type Tone = "done" | "problem"
type Message = { id: number; tone: Tone; text: string }
type Toast = {
  /** Tells that something worked; leaves by itself. */
  say: (text: string) => void
  /** Tells that something failed; stays until it is dismissed or something works. */
  complain: (text: string) => void
}

const ToastContext = createContext<Toast | undefined>(undefined)

export const useToast = (): Toast => {
  const toast = use(ToastContext)
  if (!toast) throw new Error("useToast outside of ToastProvider")
  return toast
}

const shownFor = 5_000

/** One message at a time at the foot of the window, read out by screen readers. */
export const ToastProvider = ({ children }: { children: ReactNode }) => {
  const [message, setMessage] = useState<Message>()
  const show = useCallback((tone: Tone, text: string) => setMessage({ id: Date.now(), tone, text }), [])
  const dismiss = useCallback(() => setMessage(undefined), [])
  const toast = useMemo(
    () => ({ say: (text: string) => show("done", text), complain: (text: string) => show("problem", text) }),
    [show],
  )

  useEffect(() => {
    if (message?.tone !== "done") return
    const timer = setTimeout(dismiss, shownFor)
    return () => clearTimeout(timer)
  }, [message, dismiss])

  return (
    <ToastContext value={toast}>
      {children}
      <div className="pointer-events-none fixed inset-x-0 bottom-4 z-20 flex justify-center px-4">
        <div role="status">{message?.tone === "done" && <Bubble message={message} dismiss={dismiss} />}</div>
        <div role="alert">{message?.tone === "problem" && <Bubble message={message} dismiss={dismiss} />}</div>
      </div>
    </ToastContext>
  )
}

const look: Record<Tone, string> = {
  done: "border-edge bg-surface",
  problem: "border-critical bg-critical-soft text-critical",
}

const Bubble = ({ message, dismiss }: { message: Message; dismiss: () => void }) => (
  <div
    key={message.id}
    className={`pointer-events-auto flex max-w-lg animate-rise items-start gap-2 rounded-lg border py-2 pr-2 pl-3 shadow-lg ${look[message.tone]}`}
  >
    <Icon name={message.tone === "done" ? "check" : "warning"} size="mt-1 size-4" />
    <span className="min-w-0 py-px">{message.text}</span>
    <button type="button" aria-label="Dismiss" className="rounded p-1 hover:bg-sunken" onClick={dismiss}>
      <Icon name="close" size="size-3.5" />
    </button>
  </div>
)
