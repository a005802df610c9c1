/** The groups of the user pool, and the roles of who is in them, the highest first. Whoever is in none is a customer. */
export const groups = ["admin", "agent", "integration"] as const
export type Group = (typeof groups)[number]
