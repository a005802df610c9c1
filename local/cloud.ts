import { readdirSync } from "node:fs"
import { type FunctionName, functions } from "#functions/manifest"
import { resources } from "#functions/resources"
import { awsEndpoint } from "#local/aws-endpoint"
import { type Clients, clients } from "#local/clients"
import { subfolder } from "#local/data-folder"
import { startDoor } from "#local/door/door"
import { liveConnections } from "#local/door/live-connections"
import { type Addresses, environment, queueUrl } from "#local/environment"
import { nudge } from "#local/event-sources/nudge"
import { type EventSources, startEventSources } from "#local/event-sources/start"
import { openIdentity } from "#local/identity/identity"
import { functionThread } from "#local/lambda/function-thread"
import type { Handler } from "#local/lambda/lambda"
import { lambdaRuntime } from "#local/lambda/runtime"
import { later } from "#local/later"
import { openServices } from "#local/open-services"
import { openOutbox } from "#local/outbox"
import { provision } from "#local/provision/provision"
import type { DoorAddress, ServiceParts } from "#local/service-parts"
import type { Settings } from "#local/settings"
import { queues } from "#local/sqs/queues"
import { closeState, openState } from "#local/state"
import { startWarehouse } from "#local/warehouse/warehouse"
import { builtWebApp } from "#local/web-build"

export type CloudOptions = {
  /** Functions that are switched off: what wakes them waits. */
  off?: ReadonlySet<FunctionName>
  /** Handlers in the place of the real ones, to see what breaks when one does. */
  overrides?: Partial<Record<FunctionName, Handler>>
  /** The built web app; built where it is not given. */
  webFolder?: string
}

/** A running Ledgerdesk. `close` lets what runs finish, and keeps all state. */
export type Cloud = {
  url: string
  awsUrl: string
  warehouseUrl: string
  /** The warehouse is open. Rejects with one line where it cannot be. */
  warehouse: Promise<void>
  /** How far behind each function is. */
  lag: EventSources["lag"]
  close: () => Promise<void>
}

/** Handlers read their settings from the process, as they do on Lambda. What the caller pointed elsewhere stays there. */
const setEnvironment = (addresses: Addresses) => {
  Object.assign(process.env, environment(addresses))
  delete process.env.AWS_PROFILE
}

/** What is there before the services are. */
const partsFor = (opened: AsyncDisposableStack, settings: Settings, options: CloudOptions) => {
  const { dataFolder } = settings
  const folder = (name: string) => subfolder(dataFolder, name)
  const state = opened.adopt(openState(folder(".")), closeState)
  return {
    settings,
    folder,
    state,
    queues: queues(state),
    lambda: lambdaRuntime({ ...options, host: functionThread(), patience: settings.lambdaPatience }),
    outbox: openOutbox(state),
    live: liveConnections(),
    nudges: { tables: nudge(), kinesis: nudge() },
    endpoint: later<{ aws: Clients; awsUrl: string }>(),
    door: later<DoorAddress>(),
  }
}

/** The services behind their endpoint, with everything in them that the manifest names. */
const openEndpoint = async (opened: AsyncDisposableStack, parts: Omit<ServiceParts, "warehouse">) => {
  const { settings, folder, lambda } = parts
  const warehouseFolder = folder("warehouse")
  const known = readdirSync(warehouseFolder).length > 0
  const starting = startWarehouse({ folder: warehouseFolder, port: settings.warehousePort })
  // One that did not start says so to who waits for it.
  opened.defer(() => starting.then(({ close }) => close()).catch(() => undefined))
  const services = await openServices({ ...parts, warehouse: starting })
  opened.defer(services.close)
  const endpoint = await awsEndpoint(services.all, settings.awsPort)
  opened.defer(endpoint.close)
  const awsUrl = `http://127.0.0.1:${endpoint.port}`
  const aws = opened.adopt(clients(awsUrl), (each) => each.destroy())
  parts.endpoint.set({ aws, awsUrl })
  opened.defer(lambda.close)
  opened.defer(services.rest)
  await provision(aws)
  const warehouse = await starting
  // A new one takes seconds to make, and can hardly be damaged.
  if (known) await warehouse.ready
  return { aws, awsUrl, warehouse, resume: services.resume }
}

/**
 * Starts the whole platform: services, resources, functions and their event sources, the web door. Resolves when the
 * desk answers; a new warehouse may still be booting then. What was started is closed again where a part fails, and the
 * error is one line that names the setting to change.
 */
export const startCloud = async (settings: Settings, options: CloudOptions = {}): Promise<Cloud> => {
  await using opened = new AsyncDisposableStack()
  const parts = partsFor(opened, settings, options)
  const { state, lambda, outbox, live } = parts
  const { aws, awsUrl, warehouse, resume } = await openEndpoint(opened, parts)

  const identity = await openIdentity({ folder: settings.dataFolder, state })
  const webFolder = options.webFolder ?? (await builtWebApp())
  /** The door opens before the functions run. */
  let lag: EventSources["lag"] = async () => []
  const behind = { functions, lambda, identity, webFolder, outbox, live, lag: () => lag() }
  const door = await startDoor({ port: settings.port, ...behind })
  opened.defer(door.close)
  parts.door.set(door)
  setEnvironment({ awsUrl, issuer: door.issuer, llmModel: settings.llmModel })
  await lambda.load()

  resume()
  const off = options.off ?? new Set<FunctionName>()
  const sources = startEventSources({
    functions,
    lambda,
    state,
    clients: aws,
    queueUrl: (name) => queueUrl(awsUrl, name),
    off,
    nudges: parts.nudges,
  })
  opened.defer(sources.stop)
  lag = sources.lag
  await sources.opened

  const started = opened.move()
  return {
    url: door.url,
    awsUrl,
    warehouseUrl: `postgresql://127.0.0.1:${warehouse.port}/${resources.warehouse.name}`,
    warehouse: warehouse.ready,
    lag: sources.lag,
    close: () => started.disposeAsync(),
  }
}
