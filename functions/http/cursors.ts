import { Invalid } from "#core/invalid"
import { WrongCursor } from "#projections/inbox/position"

/** Does what reads a cursor: one that no list gave out is the caller's fault, in this field. */
export const cursorsIn = async <Answer>(field: string, work: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof WrongCursor) throw new Invalid([{ field, message: error.message }])
    throw error
  }
}
