import type { ReactNode } from "react"
import { Button } from "#web/ui/button.tsx"
import { Mark } from "#web/ui/mark.tsx"

/** The whole window, while nothing can be shown yet. */
export const Splash = ({ text }: { text: string }) => (
  <main className="grid min-h-dvh place-content-center justify-items-center gap-3">
    <Mark />
    <p role="status" className="text-muted">
      {text}…
    </p>
  </main>
)

/** Grey bars in place of rows that are on their way. */
export const Loading = ({ what, rows = 6 }: { what: string; rows?: number }) => (
  <div role="status" className="grid gap-3 p-4">
    <span className="sr-only">Loading {what}</span>
    {Array.from({ length: rows }, (_, row) => row).map((row) => (
      <div key={row} className="grid animate-pulse gap-2" aria-hidden="true">
        <div className="h-3.5 w-3/5 rounded bg-sunken" />
        <div className="h-3 w-2/5 rounded bg-sunken" />
      </div>
    ))}
  </div>
)

type EmptyProps = { title: string; heading?: "h1" | "h2"; children?: ReactNode }

/** Nothing to show, and what to do about it. */
export const EmptyState = ({ title, heading: Heading = "h2", children }: EmptyProps) => (
  <div className="grid justify-items-center gap-2 px-4 py-14 text-center">
    <Heading className="text-base font-semibold">{title}</Heading>
    <div className="grid max-w-md justify-items-center gap-4 text-muted">{children}</div>
  </div>
)

/** Something failed; `retry` asks again. */
export const ErrorState = ({ title, text, retry }: { title: string; text: string; retry?: () => unknown }) => (
  <div role="alert" className="grid justify-items-center gap-2 px-4 py-14 text-center">
    <h2 className="text-base font-semibold">{title}</h2>
    <p className="max-w-md text-muted">{text}</p>
    {retry && (
      <div className="mt-2">
        <Button onClick={() => retry()}>Try again</Button>
      </div>
    )}
  </div>
)
