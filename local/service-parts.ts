import type { Clients } from "#local/clients"
import type { LiveConnections } from "#local/door/live-connections"
import type { Nudges } from "#local/event-sources/source"
import type { LambdaRuntime } from "#local/lambda/runtime"
import type { Later } from "#local/later"
import type { Outbox } from "#local/outbox"
import type { Service } from "#local/service"
import type { Settings } from "#local/settings"
import type { Queues } from "#local/sqs/queues"
import type { State } from "#local/state"
import type { Warehouse } from "#local/warehouse/warehouse"

/** Where people find the desk, and who signs them in. */
export type DoorAddress = { url: string; issuer: string }

/** What services are made of. Each takes what it needs. */
export type ServiceParts = {
  settings: Settings
  /** The path of the data folder's subfolder of that name, made where it is missing: for files of a service's own. */
  folder: (name: string) => string
  /** The desk's own database: for rows. */
  state: State
  queues: Queues
  lambda: LambdaRuntime
  outbox: Outbox
  live: LiveConnections
  /** Starting, in a thread of its own, while the services are opened. */
  warehouse: Promise<Warehouse>
  /** Ring when something was written to a table or to Kinesis. */
  nudges: Nudges
  /** The endpoint itself, which some services call in turn. Nothing calls a service before it listens. */
  endpoint: Later<{ aws: Clients; awsUrl: string }>
  door: Later<DoorAddress>
}

type Opening<Scope extends string> = (parts: ServiceParts) => Service<Scope> | Promise<Service<Scope>>

/** Services by the name that requests to them are signed for, which is also their own. */
export const listed = <List extends { [Scope in keyof List & string]: Opening<Scope> }>(list: List): List => list
