import type { Connection, Connections } from "#functions/live/connections"
import type { Live } from "#functions/live/far-ends"

/** A connection whose sign-in lasts for another hour. */
export const listener = (connectionId: string, of: Partial<Connection> = {}): Connection => {
  const soon = Math.floor(Date.now() / 1000) + 3600
  return { connectionId, role: "agent", signedInUntil: soon, expiresAt: soon, ...of }
}

/** A connections table in memory. */
export const memoryConnections = (...initial: Connection[]): Connections => {
  const rows = new Map(initial.map((row) => [row.connectionId, row]))
  return {
    add: async (row) => {
      rows.set(row.connectionId, row)
    },
    remove: async (id) => {
      rows.delete(id)
    },
    all: async () => [...rows.values()],
  }
}

/** Far ends that write down what they hear, by connection. Those in `gone` are gone, those in `broken` fail. */
export const memoryLive = ({ gone = [], broken = [] }: { gone?: string[]; broken?: string[] } = {}) => {
  const heard: Record<string, unknown[]> = {}
  const dropped: string[] = []
  const far: Live = {
    post: async (id, message) => {
      if (broken.includes(id)) throw new Error("the line is broken")
      if (gone.includes(id)) return false
      heard[id] = [...(heard[id] ?? []), message]
      return true
    },
    drop: async (id) => {
      dropped.push(id)
      return true
    },
  }
  return { far, heard, dropped }
}
