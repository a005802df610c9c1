import { useEffect } from "react"
import { useRouteError } from "react-router"
import { ErrorState } from "#web/ui/states.tsx"

/** In place of a page that threw while it was drawn. */
export const PageBroke = () => {
  const error = useRouteError()
  useEffect(() => console.error(error), [error])
  return (
    <ErrorState
      title="This page broke"
      text="Nothing that you sent is lost. Reload it; if it breaks again, tell the people who run the desk."
      retry={() => window.location.reload()}
    />
  )
}
