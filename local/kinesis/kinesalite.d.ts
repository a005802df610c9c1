declare module "kinesalite" {
  import type { Server } from "node:http"

  type Options = {
    path?: string
    createStreamMs?: number
    deleteStreamMs?: number
    updateStreamMs?: number
    shardLimit?: number
  }

  /** Closing the server closes its LevelDB first, then calls back. */
  const kinesalite: (options: Options) => Server
  export = kinesalite
}

declare module "leveldown" {
  type Done = (error?: Error) => void

  const leveldown: (folder: string) => { open: (done: Done) => void; close: (done: Done) => void }
  export = leveldown
}
