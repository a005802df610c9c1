import { Command } from "commander"
import { costsCommand } from "#cli/commands/costs"
import { dlqCommand } from "#cli/commands/dlq"
import { docsCommand } from "#cli/commands/docs"
import { generateCommand } from "#cli/commands/generate"
import { metricsCommand } from "#cli/commands/metrics"
import { poisonedCommand } from "#cli/commands/poisoned"
import { proveCommand } from "#cli/commands/prove"
import { rebuildCommand } from "#cli/commands/rebuild"
import { replayCommand } from "#cli/commands/replay"
import { schemasCommand } from "#cli/commands/schemas"
import { sqlCommand } from "#cli/commands/sql"
import { stampCommand } from "#cli/commands/stamp"
import { tokenCommand } from "#cli/commands/token"
import { userCommand } from "#cli/commands/user"
import { Interrupted } from "#cli/prove/temporary-agent"
import { explained } from "#cli/terminal/explained"

const program = new Command("desk")
  .description(
    "What one does with a Ledgerdesk from a terminal. Talks to the desk of `npm start`, or to a stage with --stage.",
  )
  .showHelpAfterError("(--help shows what is possible)")

for (const add of [
  generateCommand,
  tokenCommand,
  replayCommand,
  rebuildCommand,
  schemasCommand,
  stampCommand,
  sqlCommand,
  dlqCommand,
  metricsCommand,
  poisonedCommand,
  proveCommand,
  userCommand,
  docsCommand,
  costsCommand,
])
  program.addCommand(add())

try {
  await program.parseAsync(process.argv)
} catch (error) {
  // What was under way waits for nobody any more.
  if (error instanceof Interrupted) process.exit(130)
  console.error(explained(error))
  process.exitCode = 1
}
