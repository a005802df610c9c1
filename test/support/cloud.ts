import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { deskApi } from "#cli/prove/desk-api"
import { type Cloud, type CloudOptions, startCloud } from "#local/cloud"
import { issuerOf } from "#local/identity/client"
import { demoToken } from "#local/identity/demo-token"
import type { DemoRole } from "#local/identity/demo-users"
import { optionalParts } from "#stacks/settings"
import { limit, slowest } from "#test/support/patience"

/** A whole platform for one test file: free ports, a folder of its own that goes when it closes. */
export const openCloud = async (options: CloudOptions = {}) => {
  const dataFolder = await mkdtemp(join(tmpdir(), "ledgerdesk-cloud-"))
  const settings = { port: 0, awsPort: 0, warehousePort: 0, dataFolder, lambdaPatience: slowest }
  const cloud: Cloud = await startCloud(settings, options)
  const token = (role: DemoRole) => demoToken({ folder: dataFolder, issuer: issuerOf(cloud.url), role })
  return {
    ...cloud,
    token,
    /** As a proof sees it. */
    desk: { url: cloud.url, live: `${cloud.url.replace(/^http/, "ws")}/api/live`, parts: new Set(optionalParts) },
    as: async (role: DemoRole) => deskApi(cloud.url, await token(role), limit(15_000)),
    close: async () => {
      await cloud.close()
      await rm(dataFolder, { recursive: true })
    },
  }
}

export type OpenCloud = Awaited<ReturnType<typeof openCloud>>
