import { openapi } from "#functions/api/openapi"
import { openRoute } from "#functions/http/api"

/** GET /api/openapi.json */
export const handler = openRoute(async () => ({ body: openapi() }))
