/// <reference path="../.sst/platform/config.d.ts" />
import { resources } from "#functions/resources"
import { type Physical, whole } from "#stacks/physical"
import type { Stage } from "#stacks/stage"

export const analytics = ({ arn, named }: Stage): Physical => ({
  eventDelivery: whole(
    named(resources.eventDelivery.name),
    arn("firehose", `deliverystream/${named("ledgerdesk-events")}`),
  ),
  ticketDelivery: whole(
    named(resources.ticketDelivery.name),
    arn("firehose", `deliverystream/${named("ledgerdesk-tickets")}`),
  ),
  warehouse: whole(resources.warehouse.name, arn("redshift-serverless", "workgroup/x")),
})
