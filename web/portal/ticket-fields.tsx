import type { FieldErrors } from "#web/portal/ticket-form.ts"
import { Choice, TextArea, TextField } from "#web/ui/field.tsx"

const kinds = [
  "Bug report",
  "Login problem",
  "Billing question",
  "Delivery problem",
  "Hardware fault",
  "How-to question",
  "Feature request",
  "Something else",
]

const kindOptions = [["", "Choose…"], ...kinds.map((kind) => [kind, kind])] as [string, string][]

const CustomerFields = ({ errors }: { errors: FieldErrors }) => (
  <fieldset className="grid gap-4 sm:grid-cols-2">
    <legend className="sr-only">Customer</legend>
    <TextField
      name="customer.firstName"
      label="Customer's first name"
      maxLength={50}
      error={errors["customer.firstName"]}
    />
    <TextField name="customer.lastName" label="Last name" maxLength={50} error={errors["customer.lastName"]} />
    <div className="sm:col-span-2">
      <TextField
        name="customer.email"
        type="email"
        label="E-mail address"
        maxLength={50}
        error={errors["customer.email"]}
      />
    </div>
  </fieldset>
)

/** What a ticket needs, with the desk's complaints at the fields. */
export const TicketFields = ({ errors, forCustomer }: { errors: FieldErrors; forCustomer: boolean }) => (
  <>
    {forCustomer && <CustomerFields errors={errors} />}
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField name="product" label="Product" maxLength={50} error={errors.product} hint="As it says on the bill" />
      <Choice name="issueType" label="Kind of help" options={kindOptions} error={errors.issueType} />
    </div>
    <TextField name="subject" label="Subject" maxLength={500} error={errors.subject} hint="One line that says it all" />
    <TextArea
      name="description"
      label="Description"
      rows={8}
      maxLength={5_000}
      error={errors.description}
      hint="What did you do, what did you expect, and what happened instead?"
    />
  </>
)
