import { fillSegment } from "#functions/rebuild/fill"
import { clients } from "#local/clients"
import { rebuildDesk } from "#test/support/rebuild-desk"

/** Fills segment 0 of a rebuild at an endpoint, and says when a page is done. For tests that kill it then. */
const [url = "", id = "", owner = ""] = process.argv.slice(2)
const { parts } = rebuildDesk(clients(url))
await fillSegment(parts, { id, owner, segment: 0 }, () => {
  console.log("a page")
  return false
})
