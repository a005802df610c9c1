import { functions } from "#functions/manifest"
import { arn } from "#local/region"

/** The pinned Node, as Lambda names it. */
const runtime = `nodejs${process.versions.node.split(".")[0]}.x`

/** `ListFunctions`: every function of the manifest. https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export const listFunctions = () => ({
  Functions: [...functions].map(([name, { handler, memory, timeout }]) => ({
    FunctionName: name,
    FunctionArn: arn("lambda", `function:${name}`),
    Handler: handler,
    Runtime: runtime,
    MemorySize: memory,
    Timeout: timeout,
    PackageType: "Zip",
    Version: "$LATEST",
  })),
})
