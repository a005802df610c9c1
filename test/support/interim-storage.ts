import { buildApp } from "fauxqs"
import type { Service } from "#local/service"

/** fauxqs in memory until local/storage.ts is there. */
export const interimStorage = async (): Promise<Service> => {
  const app = buildApp({ logger: false, host: "127.0.0.1" })
  await app.ready()
  return {
    scopes: ["sqs"],
    handle: (request, response) => app.routing(request, response),
    close: async () => void (await app.close()),
  }
}
