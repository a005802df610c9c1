/**
 * A hash of all that makes a ticket's state out of stored events. A snapshot with another stamp is ignored, so that a
 * changed fold never goes on from what an old one made. test/core/fold-stamp.test.ts says what it has to be.
 */
export const foldStamp = "b4a62aa2b208dbff"
