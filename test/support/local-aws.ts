import { onTestFinished } from "vitest"
import { awsEndpoint } from "#local/aws-endpoint"
import { type Clients, clients } from "#local/clients"
import type { Service } from "#local/service"

export type LocalAws = Clients & { url: string; stop: () => Promise<void> }

/** Serves the services on a free port. Stops, and closes them, when the test ends or when asked before. */
export const localAws = async (...services: Service[]): Promise<LocalAws> => {
  const endpoint = await awsEndpoint(services, 0)
  const url = `http://127.0.0.1:${endpoint.port}`
  const sdk = clients(url)
  let stopped: Promise<void> | undefined
  const stopAll = async () => {
    sdk.destroy()
    await endpoint.close()
    for (const service of services) await service.close()
  }
  const stop = () => {
    stopped ??= stopAll()
    return stopped
  }
  onTestFinished(stop)
  return { ...sdk, url, stop }
}
