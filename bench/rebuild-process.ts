import { concurrently } from "../functions/lib/concurrently.ts"
import { fillSegment } from "../functions/rebuild/fill.ts"
import { rebuildParts } from "../functions/rebuild/parts.ts"
import { prepareRebuild } from "../functions/rebuild/prepare-rebuild.ts"

/** A rebuild of every read model as the product does it, its segments at once; tells its parent how it went. */
const owner = "bench"
const start = performance.now()
const { id, segments } = await prepareRebuild(rebuildParts)({ projections: ["all"], owner })
await concurrently(segments.length, segments, async (segment) => {
  await fillSegment(rebuildParts, { id, owner, segment }, () => false)
})
const seconds = (performance.now() - start) / 1000
const { maxRSS } = process.resourceUsage()
process.send?.({ seconds, segments: segments.length, megabytes: maxRSS / 1024 }, () => process.exit())
