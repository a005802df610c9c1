import { useSyncExternalStore } from "react"

/** From here on there is room for two columns; the same as Tailwind's `lg`. */
const query = window.matchMedia("(min-width: 64rem)")

const subscribe = (changed: () => void) => {
  query.addEventListener("change", changed)
  return () => query.removeEventListener("change", changed)
}

/** Whether the window has room for two columns. */
export const useWide = (): boolean => useSyncExternalStore(subscribe, () => query.matches)
