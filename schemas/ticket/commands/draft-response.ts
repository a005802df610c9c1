import { ResponseDrafted } from "#schemas/ticket/events/response-drafted"

export const DraftResponse = ResponseDrafted.strict()
