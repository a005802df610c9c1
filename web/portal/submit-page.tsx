import { type FormEvent, useEffect, useRef, useState } from "react"
import { useNavigate } from "react-router"
import { ApiError, sentence } from "#web/api/api-error.ts"
import { useSubmitTicket } from "#web/api/commands.ts"
import { worksHere } from "#web/api/people.ts"
import { TicketFields } from "#web/portal/ticket-fields.tsx"
import { type FieldErrors, missingIn, sortErrors, toTicket, typedIn } from "#web/portal/ticket-form.ts"
import { useMe } from "#web/session/me.ts"
import { Button } from "#web/ui/button.tsx"
import { Notice } from "#web/ui/notice.tsx"
import { usePageTitle } from "#web/ui/page-title.ts"
import { useToast } from "#web/ui/toast.tsx"

/** What the desk refused, sorted to the fields; a failure without fields is told above the form. */
const complaints = (error: Error | null): { fields: FieldErrors; general: string | undefined } => {
  if (!(error instanceof ApiError)) return { fields: {}, general: error ? sentence(error) : undefined }
  const { fields, rest } = sortErrors(error.fields)
  const general = Object.keys(fields).length > 0 ? rest.join(" ") : sentence(error)
  return { fields, general: general || undefined }
}

const useSubmit = () => {
  const { mutate, isPending, error, reset } = useSubmitTicket()
  const [missing, setMissing] = useState<FieldErrors>({})
  const navigate = useNavigate()
  const { say } = useToast()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = typedIn(new FormData(event.currentTarget))
    const lacks = missingIn(typed)
    setMissing(lacks)
    if (Object.keys(lacks).length > 0) return reset()
    mutate(toTicket(typed), {
      onSuccess: async ({ ticketId }) => {
        say("We got your ticket")
        await navigate(`/tickets/${ticketId}`)
      },
    })
  }
  const { fields, general } = complaints(error)
  return { submit, busy: isPending, errors: { ...fields, ...missing }, general }
}

/** The first field with a complaint gets the focus. */
const useFocusOnError = (errors: FieldErrors) => {
  const form = useRef<HTMLFormElement>(null)
  const wrong = Object.keys(errors).join()
  useEffect(() => {
    if (wrong) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [wrong])
  return form
}

/** Where customers ask for help, and agents do it for them. */
export const SubmitPage = () => {
  usePageTitle("New ticket")
  const agent = worksHere(useMe())
  const { submit, busy, errors, general } = useSubmit()
  const form = useFocusOnError(errors)
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="mb-1 text-xl font-semibold tracking-tight">New ticket</h1>
      <p className="mb-4 text-muted">
        {agent
          ? "For a customer who called or wrote elsewhere."
          : "Tell us what happened. You can follow the answer here."}
      </p>
      <form ref={form} noValidate onSubmit={submit} className="card grid gap-4 p-4 sm:p-6">
        {general && <Notice tone="problem">{general}</Notice>}
        <TicketFields errors={errors} forCustomer={agent} />
        <div>
          <Button type="submit" variant="primary" busy={busy}>
            {busy ? "Sending…" : "Submit ticket"}
          </Button>
        </div>
      </form>
    </div>
  )
}
