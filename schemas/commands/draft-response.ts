import { ResponseDrafted } from "#schemas/events/response-drafted"

export const DraftResponse = ResponseDrafted.strict()
