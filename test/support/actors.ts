import type { Actor } from "#schemas/actor"
import { someone } from "#test/support/recorded"

export const customer: Actor = { role: "customer", id: someone.id, name: "Cora Customer" }
export const stranger: Actor = { role: "customer", id: "cus_ffffffffffffffffffffffff", name: "Stan Stranger" }
export const agent: Actor = { role: "agent", id: "agt-ann", name: "Ann Archer" }
export const admin: Actor = { role: "admin", id: "adm-ada", name: "Ada Admin" }
export const integration: Actor = { role: "integration", id: "ticket-intake" }
export const system: Actor = { role: "system", id: "triage" }
