import { fillSegment } from "#functions/rebuild/fill"
import { clients } from "#local/clients"
import { rebuildDesk } from "#test/support/rebuild-desk"

/** Fills segment 0 of a rebuild at an endpoint, and says when a checkpoint is kept. For tests that kill it then. */
const [url = "", id = "", owner = ""] = process.argv.slice(2)
const { parts } = rebuildDesk(clients(url))
const checkpoints: typeof parts.checkpoints = {
  ...parts.checkpoints,
  save: async (rebuild, checkpoint) => {
    await parts.checkpoints.save(rebuild, checkpoint)
    console.log("a checkpoint")
  },
}
await fillSegment({ ...parts, checkpoints }, { id, owner, segment: 0 }, () => false)
