import type { Service } from "#local/service"
import type { ServiceParts } from "#local/service-parts"
import { services } from "#local/services"

/** Every service behind the endpoint. */
export type OpenServices = {
  all: readonly Service[]
  resume: () => void
  rest: () => Promise<void>
  close: () => Promise<void>
}

/** For how long functions that still run are waited for, in milliseconds. */
const graceMs = 5_000

const closeAll = async (all: readonly Service[]) => {
  await Promise.all(all.map((service) => service.close()))
}

/** Opens what local/services.ts lists. Rejects with one line where one cannot be opened; the others are closed again. */
export const openServices = async (parts: ServiceParts): Promise<OpenServices> => {
  const openings = Object.values(services).map(async (open): Promise<Service> => open(parts))
  const opened = await Promise.allSettled(openings)
  const all = opened.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []))
  const failed = opened.find((each) => each.status === "rejected")
  if (failed) {
    await closeAll(all)
    throw failed.reason
  }
  return {
    all,
    resume: () => {
      for (const { resume } of all) resume?.()
    },
    rest: async () => {
      await Promise.all(all.map(({ rest }) => rest?.()))
      await parts.lambda.quiet(graceMs)
    },
    close: () => closeAll(all),
  }
}
