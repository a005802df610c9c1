/** True when the conditional write went through, false when its condition failed; any other failure is thrown on. */
export const unlessBeaten = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write
    return true
  } catch (error) {
    if (isConditionFailure(error)) return false
    throw error
  }
}

/** ElectroDB wraps DynamoDB's exception as the cause of its own. */
const isConditionFailure = (error: unknown): boolean =>
  error instanceof Error && (error.name === "ConditionalCheckFailedException" || isConditionFailure(error.cause))
