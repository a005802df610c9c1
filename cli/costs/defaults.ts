import { readSettings } from "#stacks/settings"

/** What a stage has that sets nothing but what it must. */
const { warehouseHours } = readSettings("production", {
  LEDGERDESK_MAIL_FROM: "desk@example.com",
  LEDGERDESK_ALARM_EMAILS: "ops@example.com",
})

/** RPU hours that the warehouse may compute in a day. */
export const defaultWarehouseHours = warehouseHours
