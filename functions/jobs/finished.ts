import type { DescribeStatementResponse } from "@aws-sdk/client-redshift-data"

export type Looking = {
  look: (id: string) => Promise<Pick<DescribeStatementResponse, "Status" | "Error">>
  pause: (milliseconds: number) => Promise<unknown>
}

/** Milliseconds between looks: twice as long each time. */
const first = 25
const longest = 2_000

/** A statement of the warehouse, as its errors name it: `The merge`, and how long to wait for it, in ms. */
export type Expected = { title: string; id: string; patience: number }

/** Waits until a statement or a batch is finished. Throws with its error where it fails or takes too long. */
export const finished = async ({ look, pause }: Looking, { title, id, patience }: Expected): Promise<string> => {
  let waited = 0
  for (let delay = first; waited < patience; delay = Math.min(longest, delay * 2)) {
    const { Status = "SUBMITTED", Error: reason } = await look(id)
    if (Status === "FINISHED") return Status
    if (Status === "FAILED" || Status === "ABORTED")
      throw new Error(`${title} ${id} ${Status.toLowerCase()}: ${reason ?? "the warehouse gave no reason"}`)
    await pause(delay)
    waited += delay
  }
  throw new Error(`${title} ${id} is not finished after ${patience / 1000} s: look at its statements in the warehouse`)
}
