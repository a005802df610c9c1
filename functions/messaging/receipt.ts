/** The carrier's id for what it accepted. An answer without one is a failure: nobody could trace the message. */
export const receipt = (carrier: string, messageId: string | undefined): string => {
  if (messageId) return messageId
  throw new Error(`${carrier} accepted the message but gave it no id`)
}
