import { openapi } from "#functions/api/openapi"
import { openRoute } from "#functions/lib/api"

/** GET /api/openapi.json */
export const handler = openRoute(async () => ({ body: openapi() }))
