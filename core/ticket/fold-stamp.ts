/**
 * A hash of all that makes a ticket's state out of stored events. A snapshot with another stamp is ignored, so that a
 * changed fold never goes on from what an old one made. `npm run desk -- stamp` writes it.
 */
export const foldStamp = "8942ad928398b237"
