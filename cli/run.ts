import type { Command } from "commander"
import { explained } from "#cli/terminal/explained"

/** Does what the command line says. What goes wrong is one line, and the exit code 1. */
export const run = async (program: Command): Promise<void> => {
  try {
    await program.parseAsync(process.argv)
  } catch (error) {
    console.error(explained(error))
    process.exitCode = 1
  }
}
