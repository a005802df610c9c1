import type { RebuildProgress } from "#schemas/rebuild"

/** Seconds after which it is worth asking again, where nobody can say. */
const usual = 5

/** A read model that is not there yet, because it is new or its code has changed: it is being filled. */
export class NotFilled extends Error {
  override readonly name = "NotFilled"
  /** Whole seconds after which to ask again. */
  readonly retryAfter: number
  constructor(model: string, progress?: Pick<RebuildProgress, "phase" | "commits" | "total" | "secondsLeft">) {
    const fills = progress?.phase === "filling" ? progress : undefined
    const soFar = fills ? `: ${fills.commits} of about ${fills.total} commits are read` : ""
    super(`${model} is being filled${soFar}. Ask again in a moment`)
    this.retryAfter = Math.min(60, Math.max(1, fills?.secondsLeft ?? usual))
  }
}
