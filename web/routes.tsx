import { createBrowserRouter, Navigate, Outlet, type RouteObject } from "react-router"
import { worksHere } from "#web/api/people.ts"
import { Inbox } from "#web/inbox/inbox.tsx"
import { LiveProvider } from "#web/live/live.tsx"
import { Outbox } from "#web/outbox/outbox.tsx"
import { MyTickets } from "#web/portal/my-tickets.tsx"
import { SubmitPage } from "#web/portal/submit-page.tsx"
import { useMe } from "#web/session/me.ts"
import { SessionGate } from "#web/session/session-gate.tsx"
import { Shell } from "#web/shell.tsx"
import { signedInPath } from "#web/sign-in.ts"
import { TicketRoute } from "#web/ticket/ticket-route.tsx"
import { PageBroke } from "#web/ui/page-broke.tsx"
import { EmptyState, Splash } from "#web/ui/states.tsx"

const SignedIn = () => (
  <SessionGate>
    <LiveProvider>
      <Shell>
        <Outlet />
      </Shell>
    </LiveProvider>
  </SessionGate>
)

/** Each role has its own start page. */
const Home = () => <Navigate to={worksHere(useMe()) ? "/inbox" : "/my-tickets"} replace />

const Nowhere = () => (
  <EmptyState heading="h1" title="There is no such page">
    Check the address, or start from the top bar.
  </EmptyState>
)

/** Pages for people who work here send everybody else home. */
const AgentsOnly = () => (worksHere(useMe()) ? <Outlet /> : <Navigate to="/my-tickets" replace />)

const pages: RouteObject[] = [
  { index: true, element: <Home /> },
  { element: <AgentsOnly />, children: [{ path: "inbox", element: <Inbox /> }] },
  { path: "my-tickets", element: <MyTickets /> },
  { path: "tickets/new", element: <SubmitPage /> },
  { path: "tickets/:ticketId", element: <TicketRoute /> },
  { path: "*", element: <Nowhere /> },
]

/** Nobody signs in to it, and only the desk on a developer's machine has an outbox to look into. */
const outbox: RouteObject = { path: "/dev/outbox", element: <Outbox />, ErrorBoundary: PageBroke }

/** Every address of the app on a stage. A page that fails to draw leaves the top bar in place. */
export const createRoutes = (stage: string) =>
  createBrowserRouter([
    { path: signedInPath, element: <Splash text="Signing you in" /> },
    ...(stage === "local" ? [outbox] : []),
    { element: <SignedIn />, ErrorBoundary: PageBroke, children: [{ ErrorBoundary: PageBroke, children: pages }] },
  ])
