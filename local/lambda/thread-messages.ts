import type { FunctionName } from "#functions/manifest"
import type { Call } from "#local/lambda/context"
import type { FunctionError } from "#local/lambda/error"

/** From the platform to the functions' thread. */
export type Order =
  | { kind: "load"; id: number; names: readonly FunctionName[] }
  | { kind: "run"; id: number; call: Call; event: string }
  | { kind: "close" }

/** From the thread to the platform: what became of an order. */
export type Report =
  | { kind: "done"; id: number; answer: string }
  | { kind: "failed"; id: number; failure: FunctionError }
