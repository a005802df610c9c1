import type { ReactNode } from "react"
import { Icon } from "#web/ui/icon.tsx"

type Tone = "problem" | "info"

const tones: Record<Tone, string> = {
  problem: "border-critical/40 bg-critical-soft text-critical",
  info: "border-accent-line bg-accent-soft",
}

/** A message in the flow of the page. Problems are read out at once. */
export const Notice = ({ tone, children }: { tone: Tone; children: ReactNode }) => (
  <div
    role={tone === "problem" ? "alert" : "status"}
    className={`flex items-start gap-2 rounded-md border px-3 py-2 ${tones[tone]}`}
  >
    <Icon name={tone === "problem" ? "warning" : "info"} size="mt-0.5 size-4" />
    <div className="min-w-0 flex-1">{children}</div>
  </div>
)
