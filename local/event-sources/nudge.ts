import type { Service } from "#local/service"

/** Says that a stream may have something new, so that its readers need not ask all the time. */
export type Nudge = {
  ring: () => void
  /** Aborts at the next ring. */
  next: () => AbortSignal
}

export const nudge = (): Nudge => {
  let round = new AbortController()
  return {
    ring: () => {
      const before = round
      round = new AbortController()
      // With a reason: without one, a DOMException with its stack is made for every write.
      before.abort("written")
    },
    next: () => round.signal,
  }
}

const writes = /\.(Put|Update|Delete|BatchWrite)/

/** The same service, which rings whenever it has answered an operation that writes. */
export const ringing = <Ringing extends Service>(service: Ringing, { ring }: Nudge): Ringing => ({
  ...service,
  handle: (request, response) => {
    if (writes.test(String(request.headers["x-amz-target"]))) response.once("close", ring)
    service.handle(request, response)
  },
})
