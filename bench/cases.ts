import { append } from "./cases/append.ts"
import { capacity } from "./cases/capacity.ts"
import { coldStart } from "./cases/cold-start.ts"
import { commands } from "./cases/commands.ts"
import { contention } from "./cases/contention.ts"
import { lists } from "./cases/lists.ts"
import { loadsAt } from "./cases/loads.ts"
import { rebuilds } from "./cases/rebuild.ts"
import { stations } from "./cases/stations.ts"

/** Every comparison, in the order in which they run. */
export const cases = {
  append,
  commands,
  capacity,
  contention,
  loads: loadsAt,
  lists,
  rebuild: rebuilds,
  stations,
  "cold-start": coldStart,
}
