import { userPoolId } from "#local/environment"
import { memberClaims } from "#local/identity/claims"
import type { Directory } from "#local/identity/directory"
import { signedIdToken } from "#local/identity/id-token"
import { openPool } from "#local/identity/pool"
import type { ServiceParts } from "#local/service-parts"

/** Who may sign in to this desk. */
export const deskDirectory = ({
  state,
  settings,
  door,
}: Pick<ServiceParts, "state" | "settings" | "door">): Directory => ({
  poolId: userPoolId,
  users: openPool(state),
  idToken: (user) =>
    signedIdToken({ folder: settings.dataFolder, issuer: door.get().issuer, claims: memberClaims(user) }, Date.now()),
})
