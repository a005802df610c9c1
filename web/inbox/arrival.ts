import { type RefObject, useEffect, useRef } from "react"

const freshFor = 4_000

/** Lights up an element whose ticket has just changed. Only colour: nothing moves. */
export const useArrival = (element: RefObject<HTMLElement | null>, version: number, updatedAt: string) => {
  const shown = useRef(0)
  useEffect(() => {
    const changed = shown.current !== 0 && shown.current !== version
    shown.current = version
    if (!changed && Date.now() - Date.parse(updatedAt) > freshFor) return
    element.current?.animate([{ backgroundColor: "var(--accent-soft)" }, {}], { duration: 2_500, easing: "ease-out" })
  }, [element, version, updatedAt])
}
