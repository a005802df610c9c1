import { type FormEvent, type ReactNode, useId, useLayoutEffect, useRef } from "react"
import { sentence } from "#web/api/api-error.ts"
import { Button } from "#web/ui/button.tsx"
import { Notice } from "#web/ui/notice.tsx"

type Props = {
  title: string
  submit: string
  busy: boolean
  error: Error | null
  onSubmit: (form: FormData) => void
  onClose: () => void
  children: ReactNode
}

/** A question before something happens. The browser keeps the focus inside and gives it back when it closes. */
export const FormDialog = ({ title, submit, busy, error, onSubmit, onClose, children }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(new FormData(event.currentTarget))
  }
  return (
    <dialog ref={dialog} aria-labelledby={heading} onClose={onClose} className="card w-[min(28rem,calc(100vw-2rem))]">
      <form onSubmit={send} className="grid gap-4 p-5">
        <h2 id={heading} className="text-base font-semibold">
          {title}
        </h2>
        {error && <Notice tone="problem">{sentence(error)}</Notice>}
        {children}
        <div className="flex justify-end gap-2">
          <Button onClick={() => dialog.current?.close()}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {submit}
          </Button>
        </div>
      </form>
    </dialog>
  )
}
