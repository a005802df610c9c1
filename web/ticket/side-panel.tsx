import type { ReactNode } from "react"
import { Link } from "react-router"
import type { TicketPageAnswer } from "#schemas/ticket/views/ticket-page"
import { viewPath } from "#web/inbox/filters.ts"
import { Owner } from "#web/ticket/owner.tsx"
import { Triage } from "#web/ticket/triage.tsx"
import { exactTime } from "#web/ui/when.tsx"
import { channelWords } from "#web/ui/words.ts"

const Card = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="card p-4">
    <h2 className="mb-3 text-xs font-semibold tracking-wide text-muted uppercase">{title}</h2>
    {children}
  </section>
)

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-2">
    <dt className="text-muted">{name}</dt>
    <dd className="wrap-anywhere">{children}</dd>
  </div>
)

const Customer = ({ customer }: Pick<TicketPageAnswer, "customer">) => (
  <Card title="Customer">
    <p className="font-medium">
      {customer.firstName} {customer.lastName}
    </p>
    <p className="wrap-anywhere text-muted">{customer.email}</p>
    <Link
      to={viewPath({ customer: customer.id, status: "all" })}
      className="mt-2 inline-block font-medium text-accent hover:underline"
    >
      All their tickets
    </Link>
  </Card>
)

const Facts = ({ page }: { page: TicketPageAnswer }) => (
  <Card title="Ticket">
    <dl className="grid gap-1.5">
      <Fact name="Product">{page.product}</Fact>
      <Fact name="Issue type">{page.issueType}</Fact>
      <Fact name="Came by">{channelWords(page.channel)}</Fact>
      <Fact name="Submitted">{exactTime(page.submittedAt)}</Fact>
      <Fact name="Updated">{exactTime(page.updatedAt)}</Fact>
      {page.follows && (
        <Fact name="Follows">
          <Link to={`/tickets/${page.follows}`} className="text-accent hover:underline">
            {page.follows}
          </Link>
        </Fact>
      )}
    </dl>
  </Card>
)

/** Who has it, how it was judged, whose it is. */
export const SidePanel = ({ page }: { page: TicketPageAnswer }) => (
  <aside aria-label="About the ticket" className="grid gap-3 lg:sticky lg:top-16">
    <Card title="Responsible">
      <Owner page={page} />
    </Card>
    <Card title="Triage">
      <Triage page={page} />
    </Card>
    <Customer customer={page.customer} />
    <Facts page={page} />
  </aside>
)
