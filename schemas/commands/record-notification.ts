import { NotificationSent } from "#schemas/events/notification-sent"

export const RecordNotification = NotificationSent.strict()
