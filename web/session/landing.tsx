import { Button } from "#web/ui/button.tsx"
import { Mark } from "#web/ui/mark.tsx"
import { Notice } from "#web/ui/notice.tsx"
import { usePageTitle } from "#web/ui/page-title.ts"

type Props = { signIn: () => Promise<void>; problem?: string }

/** What somebody sees who is not signed in. */
export const Landing = ({ signIn, problem }: Props) => {
  usePageTitle("Sign in")
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-6 px-4 py-12">
      <div className="card grid gap-5 p-8">
        <Mark />
        <div className="grid gap-2">
          <h1 className="text-2xl font-semibold tracking-tight">Welcome</h1>
          <p className="text-muted">
            Sign in to ask for help and follow your tickets, or to answer those of your customers.
          </p>
        </div>
        {problem && <Notice tone="problem">Signing in did not finish: {problem}. Please try again.</Notice>}
        <Button variant="primary" size="large" onClick={() => signIn().catch(console.error)}>
          Sign in
        </Button>
      </div>
    </main>
  )
}
