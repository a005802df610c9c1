import { mkdirSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { type FunctionName, functions } from "#functions/manifest"
import { resources } from "#functions/resources"
import { awsEndpoint } from "#local/aws-endpoint"
import { clients } from "#local/clients"
import { startDoor } from "#local/door/door"
import { liveConnections } from "#local/door/live-connections"
import { type Addresses, environment, queueUrl } from "#local/environment"
import { type EventSources, startEventSources } from "#local/event-sources/start"
import { openIdentity } from "#local/identity/identity"
import { functionThread } from "#local/lambda/function-thread"
import type { Handler } from "#local/lambda/lambda"
import { lambdaRuntime } from "#local/lambda/runtime"
import { openOutbox } from "#local/outbox"
import { provision } from "#local/provision/provision"
import { openServices, type ServiceParts } from "#local/services"
import type { Settings } from "#local/settings"
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

/** One subfolder for each service that keeps files of its own. */
const foldersIn = (dataFolder: string) => {
  const folder = (name: string) => {
    const path = join(dataFolder, name)
    try {
      mkdirSync(path, { recursive: true })
    } catch (error) {
      throw new Error(`The folder ${path} cannot be made (${error}): move away what is there, or free its place`)
    }
    return path
  }
  return {
    root: folder("."),
    dynamodb: folder("dynamodb"),
    kinesis: folder("kinesis"),
    storage: folder("storage"),
    warehouse: folder("warehouse"),
  }
}

/** Handlers read their settings from the process, as they do on Lambda. What the caller pointed elsewhere stays there. */
const setEnvironment = (addresses: Addresses) => {
  Object.assign(process.env, environment(addresses))
  delete process.env.AWS_PROFILE
}

type Parts = Omit<ServiceParts, "warehouse" | "folders"> & { folders: ReturnType<typeof foldersIn> }

/** The services behind their endpoint, with everything in them that the manifest names. */
const openEndpoint = async (opened: AsyncDisposableStack, parts: Parts) => {
  const { settings, folders } = parts
  const known = readdirSync(folders.warehouse).length > 0
  const starting = startWarehouse({ folder: folders.warehouse, port: settings.warehousePort })
  // One that did not start says so to who waits for it.
  opened.defer(() => starting.then(({ close }) => close()).catch(() => undefined))
  const services = await openServices({ ...parts, warehouse: starting })
  opened.defer(services.close)
  const endpoint = await awsEndpoint(services.all, settings.awsPort)
  opened.defer(endpoint.close)
  const awsUrl = `http://127.0.0.1:${endpoint.port}`
  const aws = opened.adopt(clients(awsUrl), (each) => each.destroy())
  services.connect(aws, awsUrl)
  opened.defer(parts.lambda.close)
  opened.defer(services.rest)
  await provision(aws)
  const warehouse = await starting
  // A new one takes seconds to make, and can hardly be damaged.
  if (known) await warehouse.ready
  const toUrl = (name: string) => queueUrl(awsUrl, name)
  return { aws, awsUrl, toUrl, warehouse, open: services.open, resume: services.resume, nudges: services.nudges }
}

/**
 * Starts the whole platform: services, resources, functions and their event sources, the web door. Resolves when the
 * desk answers; a new warehouse may still be booting then. What was started is closed again where a part fails, and the
 * error is one line that names the setting to change.
 */
export const startCloud = async (settings: Settings, options: CloudOptions = {}): Promise<Cloud> => {
  await using opened = new AsyncDisposableStack()
  const folders = foldersIn(settings.dataFolder)
  const state = opened.adopt(openState(folders.root), closeState)
  const outbox = openOutbox(state)
  const live = liveConnections()
  const lambda = lambdaRuntime({ ...options, host: functionThread(), patience: settings.lambdaPatience })
  const endpoint = await openEndpoint(opened, { settings, folders, state, lambda, outbox, live })
  const { aws, awsUrl, toUrl } = endpoint

  const identity = await openIdentity({ folder: folders.root, state })
  const webFolder = options.webFolder ?? (await builtWebApp())
  /** The door opens before the functions run. */
  let lag: EventSources["lag"] = async () => []
  const parts = { functions, lambda, identity, webFolder, outbox, live, lag: () => lag() }
  const door = await startDoor({ port: settings.port, ...parts })
  opened.defer(door.close)
  endpoint.open(door)
  setEnvironment({ awsUrl, issuer: door.issuer, llmModel: settings.llmModel })
  await lambda.load()

  endpoint.resume()
  const off = options.off ?? new Set<FunctionName>()
  const sources = startEventSources({
    functions,
    lambda,
    state,
    clients: aws,
    queueUrl: toUrl,
    off,
    nudges: endpoint.nudges,
  })
  opened.defer(sources.stop)
  lag = sources.lag
  await sources.opened

  const started = opened.move()
  return {
    url: door.url,
    awsUrl,
    warehouseUrl: `postgresql://127.0.0.1:${endpoint.warehouse.port}/${resources.warehouse.name}`,
    warehouse: endpoint.warehouse.ready,
    lag: sources.lag,
    close: () => started.disposeAsync(),
  }
}
