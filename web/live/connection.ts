import { Change } from "#schemas/ticket/views/change"

/** A tab may be older than the desk: a row that it cannot read is one to ask for, and the change itself is still heard. */
const Frame = Change.extend({ row: Change.shape.row.catch(undefined) })

export type LiveState = "connecting" | "live" | "offline"

type Listener = {
  /** The address with a token that is valid now. Undefined while nobody is signed in. */
  address: () => Promise<string | undefined>
  onChange: (change: Change) => void
  onState: (state: LiveState) => void
}

const firstWait = 500
const longestWait = 15_000

/** Doubles with every failure, with jitter so that a thousand browsers do not come back in the same second. */
const waitAfter = (failures: number): number =>
  Math.min(longestWait, firstWait * 2 ** failures) * (0.75 + Math.random() / 2)

const read = (data: unknown): Change | undefined => {
  try {
    return Frame.safeParse(JSON.parse(String(data))).data
  } catch (unreadable) {
    console.warn("A live message could not be read", unreadable)
    return undefined
  }
}

/** Keeps a WebSocket open, and opens it again whenever it closes. Returns what ends it. */
export const stayLive = ({ address, onChange, onState }: Listener): (() => void) => {
  let socket: WebSocket | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let ended = false

  const retry = () => {
    if (ended) return
    onState("offline")
    timer = setTimeout(open, waitAfter(failures++))
  }

  const connect = (url: string) => {
    socket = new WebSocket(url)
    socket.onopen = () => {
      failures = 0
      onState("live")
    }
    socket.onmessage = ({ data }) => {
      const change = read(data)
      if (change) onChange(change)
    }
    socket.onclose = retry
  }

  const open = () => {
    address().then((url) => (url && !ended ? connect(url) : retry()), retry)
  }

  const hurry = () => {
    if (socket?.readyState !== WebSocket.CLOSED) return
    clearTimeout(timer)
    failures = 0
    open()
  }

  window.addEventListener("online", hurry)
  open()
  return () => {
    ended = true
    clearTimeout(timer)
    window.removeEventListener("online", hurry)
    socket?.close()
  }
}
