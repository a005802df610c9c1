import type { TimelineEntry } from "#schemas/ticket/views/ticket-page"
import { Icon } from "#web/ui/icon.tsx"
import { When } from "#web/ui/when.tsx"

type Kind = Exclude<TimelineEntry["kind"], "system">

const looks: Record<Kind, { box: string; face: string; role: string }> = {
  customer: { box: "border-line bg-surface mr-4 sm:mr-14", face: "bg-sunken text-muted", role: "Customer" },
  agent: {
    box: "border-accent-line bg-accent-soft ml-4 sm:ml-14",
    face: "bg-accent text-on-accent",
    role: "Support",
  },
  note: {
    box: "border-note-line border-dashed bg-note ml-4 sm:ml-14",
    face: "bg-note-line text-[#2b2200]",
    role: "Private note",
  },
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .filter((letter) => /\p{L}/u.test(letter))
    .slice(0, 2)
    .join("")

const authorOf = ({ kind, actor }: TimelineEntry, customer: string): string =>
  kind === "customer" ? customer : (actor.name ?? "Support")

/** What the reader is called in their own conversation. */
export const you = "You"

const Label = ({ kind, author }: { kind: Kind; author: string }) => {
  if (kind === "note")
    return (
      <span className="inline-flex items-center gap-1 text-xs font-medium text-note-ink">
        <Icon name="lock" size="size-3" />
        Only agents see this
      </span>
    )
  return author === you ? null : <span className="text-xs text-muted">{looks[kind].role}</span>
}

/** Something that a person wrote. Customers stand left, the desk stands right, notes are yellow. */
export const Message = ({ entry, customer }: { entry: TimelineEntry; customer: string }) => {
  const kind = entry.kind as Kind
  const look = looks[kind]
  const author = authorOf(entry, customer)
  return (
    <article className={`rounded-lg border px-4 py-3 ${look.box}`}>
      <header className="mb-2 flex flex-wrap items-center gap-x-2 gap-y-1">
        <span
          aria-hidden="true"
          className={`grid size-7 shrink-0 place-content-center rounded-full text-xs font-semibold ${look.face}`}
        >
          {initials(author)}
        </span>
        <span className="font-semibold">{author}</span>
        <Label kind={kind} author={author} />
        <span className="ml-auto text-xs text-muted">
          <When at={entry.at} />
        </span>
      </header>
      <p className="leading-relaxed wrap-anywhere whitespace-pre-wrap">{entry.text}</p>
    </article>
  )
}
