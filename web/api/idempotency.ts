import { useCallback, useMemo, useRef } from "react"

/**
 * One key for one intention: the same body keeps its key until it has succeeded, so that a double click or another try
 * after a lost answer has one effect.
 */
export const useIdempotencyKey = () => {
  const attempt = useRef({ body: "", key: "" })
  const keyOf = useCallback((body: unknown): string => {
    const text = JSON.stringify(body)
    if (attempt.current.body !== text) attempt.current = { body: text, key: crypto.randomUUID() }
    return attempt.current.key
  }, [])
  const done = useCallback(() => {
    attempt.current = { body: "", key: "" }
  }, [])
  return useMemo(() => ({ keyOf, done }), [keyOf, done])
}
