/** Who a demo user is at the desk; also the name of the Cognito group. */
export type DemoRole = "agent" | "admin" | "customer" | "integration"

/** Somebody who can sign in without a password. `sub` is a UUID, as Cognito's are, and the same on every machine. */
export type DemoUser = {
  sub: string
  role: DemoRole
  givenName: string
  familyName: string
  email?: string
}

/** A person of each kind to look at the desk with, and the machine behind `desk token integration`. */
export const demoUsers: readonly DemoUser[] = [
  {
    sub: "a9e4b0c6-1f2d-4c3b-8a5e-0d6f7c8b9a01",
    role: "agent",
    givenName: "Ann",
    familyName: "Archer",
    email: "ann.archer@example.com",
  },
  {
    sub: "a9e4b0c6-1f2d-4c3b-8a5e-0d6f7c8b9a02",
    role: "agent",
    givenName: "Bob",
    familyName: "Baker",
    email: "bob.baker@example.com",
  },
  {
    sub: "a9e4b0c6-1f2d-4c3b-8a5e-0d6f7c8b9a03",
    role: "admin",
    givenName: "Ada",
    familyName: "Admin",
    email: "ada.admin@example.com",
  },
  {
    sub: "a9e4b0c6-1f2d-4c3b-8a5e-0d6f7c8b9a04",
    role: "customer",
    givenName: "Cora",
    familyName: "Customer",
    email: "cora.customer@example.com",
  },
  {
    sub: "a9e4b0c6-1f2d-4c3b-8a5e-0d6f7c8b9a05",
    role: "customer",
    givenName: "Carl",
    familyName: "Client",
    email: "carl.client@example.com",
  },
  { sub: "a9e4b0c6-1f2d-4c3b-8a5e-0d6f7c8b9a06", role: "integration", givenName: "Demo", familyName: "Integration" },
]

/** Those who have a browser. */
export const people = demoUsers.filter((user) => user.role !== "integration")

export const fullName = ({ givenName, familyName }: DemoUser) => `${givenName} ${familyName}`

export const userBySub = (sub: string) => demoUsers.find((user) => user.sub === sub)
