import { type Addresses, resourceNames } from "#local/environment"
import { clientId } from "#local/identity/client"
import { region } from "#local/region"
import type { ServiceParts } from "#local/service-parts"
import { liveAt, parameterOf, type StageDescription } from "#stacks/described"
import { optionalParts } from "#stacks/settings"

const stage = "local"

/** The parameter by which this desk describes itself, as every stage does. */
export const describedHere = (url: string, addresses: Addresses): Record<string, string> => {
  const description: StageDescription = {
    stage,
    region,
    url,
    live: liveAt(url),
    issuer: addresses.issuer,
    clientId,
    prefix: "",
    parts: [...optionalParts],
    environment: resourceNames(addresses),
  }
  return { [parameterOf(stage)]: JSON.stringify(description) }
}

/** The same, from what the local cloud knows once it has started. */
export const parametersOf = ({ settings, endpoint, door }: Pick<ServiceParts, "settings" | "endpoint" | "door">) => {
  const { url, issuer } = door.get()
  return describedHere(url, { awsUrl: endpoint.get().awsUrl, issuer, llmModel: settings.llmModel })
}
