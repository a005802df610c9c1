import { NotificationSent } from "#schemas/ticket/events/notification-sent"

export const RecordNotification = NotificationSent.strict()
