import { type ReactNode, useEffect, useRef } from "react"
import { Link, NavLink, ScrollRestoration, useLocation } from "react-router"
import { worksHere } from "#web/api/people.ts"
import { useConfig } from "#web/config.ts"
import { LiveLight } from "#web/live/live.tsx"
import { useMe } from "#web/session/me.ts"
import { useSignOut } from "#web/session/sign-out.ts"
import { Icon } from "#web/ui/icon.tsx"
import { Mark } from "#web/ui/mark.tsx"

const tab = ({ isActive }: { isActive: boolean }) =>
  `rounded-md px-2.5 py-1.5 font-medium whitespace-nowrap ${isActive ? "bg-accent-soft text-accent" : "text-muted hover:bg-sunken hover:text-ink"}`

const Navigation = () => {
  const agent = worksHere(useMe())
  const { stage } = useConfig()
  return (
    <nav aria-label="Main" className="flex items-center gap-0.5">
      <NavLink to={agent ? "/inbox" : "/my-tickets"} className={tab}>
        {agent ? "Inbox" : "My tickets"}
      </NavLink>
      <NavLink to="/tickets/new" className={tab}>
        New ticket
      </NavLink>
      {agent && stage === "local" && (
        <NavLink to="/dev/outbox" className={(state) => `max-sm:hidden ${tab(state)}`}>
          Outbox
        </NavLink>
      )}
    </nav>
  )
}

const Account = () => {
  const { name, email, role } = useMe()
  const signOut = useSignOut()
  return (
    <div className="flex items-center gap-2">
      <span className="hidden text-right leading-tight md:block">
        <span className="block font-medium">{name ?? email ?? "You"}</span>
        <span className="block text-xs text-muted capitalize">{role}</span>
      </span>
      <button
        type="button"
        onClick={() => signOut()}
        title="Sign out"
        aria-label="Sign out"
        className="rounded-md p-2 text-muted hover:bg-sunken hover:text-ink"
      >
        <Icon name="out" size="size-5" />
      </button>
    </div>
  )
}

/** After a link was followed, reading goes on at the new page's beginning; the first page is left alone. */
const useFocusOnPage = () => {
  const { pathname } = useLocation()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    document.getElementById("content")?.focus({ preventScroll: true })
  }, [pathname])
}

const SkipLink = () => (
  <a
    href="#content"
    className="sr-only rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-30"
  >
    Skip to the content
  </a>
)

const TopBar = () => (
  <header className="sticky top-0 z-10 border-b border-line bg-surface">
    <div className="mx-auto flex h-13 max-w-7xl items-center gap-2 px-3 sm:gap-4 sm:px-6">
      <Link to="/" className="flex rounded-md">
        <Mark compact />
      </Link>
      <Navigation />
      <div className="ml-auto flex items-center gap-2 sm:gap-4">
        <span className="max-sm:sr-only">
          <LiveLight />
        </span>
        <Account />
      </div>
    </div>
  </header>
)

/** The frame of every page: top bar, then the page. */
export const Shell = ({ children }: { children: ReactNode }) => {
  useFocusOnPage()
  return (
    <>
      <SkipLink />
      <TopBar />
      <main id="content" tabIndex={-1} className="mx-auto max-w-7xl px-3 py-4 sm:px-6 sm:py-6">
        {children}
      </main>
      <ScrollRestoration />
    </>
  )
}
