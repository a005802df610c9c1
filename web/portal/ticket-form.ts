import { z } from "zod"
import type { NewTicket } from "#schemas/ticket/messages/new-ticket"
import type { FieldError } from "#web/api/api-error.ts"

/** What is asked for, as it is typed. The three of the customer are asked of agents only. */
const fieldNames = ["product", "issueType", "subject", "description"] as const
const customerFieldNames = ["customer.firstName", "customer.lastName", "customer.email"] as const

export type FieldName = (typeof fieldNames)[number] | (typeof customerFieldNames)[number]

const isFieldName = (name: string): name is FieldName =>
  [...fieldNames, ...customerFieldNames].some((field) => field === name)

const missing: Record<FieldName, string> = {
  product: "Say which product it is about.",
  issueType: "Choose what kind of help you need.",
  subject: "Give your ticket a subject.",
  description: "Describe what happened.",
  "customer.firstName": "Enter the customer's first name.",
  "customer.lastName": "Enter the customer's last name.",
  "customer.email": "Enter the customer's e-mail address.",
}

export type Typed = Partial<Record<FieldName, string>>
export type FieldErrors = Partial<Record<FieldName, string>>

/** Reads the form; white space around what was typed does not count. */
export const typedIn = (form: FormData): Typed =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      isFieldName(name) && typeof value === "string" ? [[name, value.trim()]] : [],
    ),
  )

/** What is plainly missing. The desk has the last word on everything else. */
export const missingIn = (typed: Typed): FieldErrors =>
  Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) =>
      isFieldName(name) && value === "" ? [[name, missing[name]]] : [],
    ),
  )

/** The desk's complaints by field, and those that belong to no field of this form. */
export const sortErrors = (errors: readonly FieldError[]): { fields: FieldErrors; rest: string[] } => ({
  fields: Object.fromEntries(
    errors.filter(({ field }) => isFieldName(field)).map(({ field, message }) => [field, message]),
  ),
  rest: errors.filter(({ field }) => !isFieldName(field)).map(({ field, message }) => `${field}: ${message}`),
})

const Message = z.object({
  product: z.string(),
  issueType: z.string(),
  subject: z.string(),
  description: z.string(),
})

/** The message that the desk takes. Only what has no field of its own is checked here. */
export const toTicket = (typed: Typed): NewTicket => {
  const { "customer.email": email, "customer.firstName": firstName, "customer.lastName": lastName } = typed
  const customer = email && firstName && lastName ? { email, firstName, lastName } : undefined
  return { ...Message.parse(typed), ...(customer && { customer }) }
}
