import { useEffect } from "react"

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))

const rowLinks = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("a[data-row]")]

/** Moves the focus along the list, so that Enter opens what is focused. */
const move = (step: 1 | -1) => {
  const links = rowLinks()
  const at = links.findIndex((link) => link.contains(document.activeElement))
  const next = at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))
  links[next]?.focus()
}

const keys: Record<string, () => void> = {
  j: () => move(1),
  k: () => move(-1),
  "/": () => document.getElementById("search")?.focus(),
}

const plain = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => !(ctrlKey || metaKey || altKey)

/** j and k move along the list, `/` goes to the search; none of them while somebody types. */
export const useRowKeys = () => {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const act = keys[event.key]
      if (!act || !plain(event) || typing(event.target)) return
      event.preventDefault()
      act()
    }
    window.addEventListener("keydown", press)
    return () => window.removeEventListener("keydown", press)
  }, [])
}
