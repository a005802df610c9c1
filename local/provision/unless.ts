const missing = ["ResourceNotFoundException", "NotFound", "NoSuchBucket"]

/** Runs `create` only where `look` answers that there is nothing yet. */
export const unless = async (look: () => Promise<unknown>, create: () => Promise<unknown>): Promise<void> => {
  try {
    await look()
  } catch (error) {
    if (!(error instanceof Error && missing.includes(error.name))) throw error
    await create()
  }
}
