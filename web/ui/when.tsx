import { useSyncExternalStore } from "react"

const tick = 30_000
let now = Date.now()

const subscribe = (changed: () => void) => {
  const timer = setInterval(() => {
    now = Date.now()
    changed()
  }, tick)
  return () => clearInterval(timer)
}

const exactly = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" })
const dayOf = new Intl.DateTimeFormat("en", { day: "numeric", month: "short" })

/** A time as people say it, with the year and the minute. */
export const exactTime = (at: string): string => exactly.format(new Date(at))

const steps: [limit: number, seconds: number, unit: string][] = [
  [3_600, 60, "min"],
  [86_400, 3_600, "h"],
  [7 * 86_400, 86_400, "d"],
]

/** How long ago, short: `now`, `5 min`, `3 h`, `2 d`, then the date. */
const age = (at: string, from: number): string => {
  const seconds = Math.max(0, (from - Date.parse(at)) / 1_000)
  if (seconds < 60) return "now"
  const step = steps.find(([limit]) => seconds < limit)
  return step ? `${Math.floor(seconds / step[1])} ${step[2]}` : dayOf.format(new Date(at))
}

/** A point in time as its age, exact on hover. */
export const When = ({ at }: { at: string }) => {
  const from = useSyncExternalStore(subscribe, () => now)
  return (
    <time dateTime={at} title={exactTime(at)} className="whitespace-nowrap tabular-nums">
      {age(at, Math.max(from, Date.parse(at)))}
    </time>
  )
}
