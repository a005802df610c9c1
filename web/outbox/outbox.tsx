import { useQuery } from "@tanstack/react-query"
import { Link } from "react-router"
import { z } from "zod"
import { sentence } from "#web/api/api-error.ts"
import { createRequest } from "#web/api/request.ts"
import { Mark } from "#web/ui/mark.tsx"
import { usePageTitle } from "#web/ui/page-title.ts"
import { EmptyState, ErrorState, Loading } from "#web/ui/states.tsx"
import { exactTime, When } from "#web/ui/when.tsx"

const Sent = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.enum(["email", "sns"]),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  attributes: z.record(z.string(), z.string()),
})
type Sent = z.infer<typeof Sent>

const Outgoing = z.object({ items: z.array(Sent) })

/** Nobody signs in to look at a development machine's outbox. */
const nobody = { current: async () => undefined, renew: async () => undefined }
const request = createRequest(nobody)

const useOutbox = () =>
  useQuery({
    queryKey: ["outbox"],
    queryFn: ({ signal }) => request("/dev/outbox.json", Outgoing, { signal }),
    refetchInterval: 2_000,
  })

const kinds = { email: "E-mail", sns: "SNS notification" }

const Attributes = ({ attributes }: { attributes: Record<string, string> }) => (
  <dl className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
    {Object.entries(attributes).map(([name, value]) => (
      <div key={name} className="flex gap-1">
        <dt>{name}:</dt>
        <dd className="wrap-anywhere text-ink">{value}</dd>
      </div>
    ))}
  </dl>
)

const Item = ({ item }: { item: Sent }) => (
  <li className="card grid gap-2 p-4">
    <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <span
        className={`rounded px-1.5 py-px text-xs font-semibold ${item.kind === "email" ? "bg-accent-soft text-accent" : "bg-medium-soft text-medium"}`}
      >
        {kinds[item.kind]}
      </span>
      <h2 className="min-w-0 font-semibold wrap-anywhere">{item.subject || "Without a subject"}</h2>
      <span className="ml-auto text-xs text-muted" title={exactTime(item.at)}>
        <When at={item.at} />
      </span>
    </header>
    <p className="text-xs wrap-anywhere text-muted">To {item.to}</p>
    <p className="leading-relaxed wrap-anywhere whitespace-pre-wrap">{item.text}</p>
    {Object.keys(item.attributes).length > 0 && <Attributes attributes={item.attributes} />}
  </li>
)

const List = () => {
  const { data, error, refetch } = useOutbox()
  if (error && !data)
    return <ErrorState title="The outbox could not be loaded" text={sentence(error)} retry={refetch} />
  if (!data) return <Loading what="the outbox" rows={4} />
  if (data.items.length === 0)
    return <EmptyState title="Nothing was sent yet">Mails and notifications appear here by themselves.</EmptyState>
  return (
    <ul aria-label="Sent" className="grid gap-3">
      {data.items.map((item) => (
        <Item key={item.id} item={item} />
      ))}
    </ul>
  )
}

/** Every mail and notification that this machine sent, instead of sending it. */
export const Outbox = () => {
  usePageTitle("Outbox")
  return (
    <main className="mx-auto max-w-3xl px-3 py-5 sm:px-6">
      <nav aria-label="Main" className="mb-5 flex items-center justify-between">
        <Mark />
        <Link to="/" className="font-medium text-accent hover:underline">
          To the desk
        </Link>
      </nav>
      <h1 className="text-xl font-semibold tracking-tight">Outbox</h1>
      <p className="mb-4 text-muted">
        Mails and notifications that the desk sent on this machine. Nothing leaves it; newest first.
      </p>
      <List />
    </main>
  )
}
