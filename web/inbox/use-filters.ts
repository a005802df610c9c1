import { useCallback, useMemo } from "react"
import { useSearchParams } from "react-router"
import { type Filters, readFilters, writeFilters } from "#web/inbox/filters.ts"

/** The filters in the address, and a way to change some of them without a new entry in the browser's history. */
export const useFilters = () => {
  const [params, setParams] = useSearchParams()
  const filters = useMemo(() => readFilters(params), [params])
  const change = useCallback(
    (some: Partial<Filters>) => setParams((now) => writeFilters({ ...readFilters(now), ...some }), { replace: true }),
    [setParams],
  )
  return { filters, change }
}
