import { Command } from "commander"
import { pointAt } from "#cli/desk-environment"
import { printed, replay } from "#cli/replay"
import { parse } from "#core/invalid"
import { TicketId } from "#schemas/id"

export const replayCommand = () =>
  new Command("replay")
    .description("print a ticket's history, and what it had become at that point")
    .argument("<ticketId>", "such as TKT-7Q2M4K9X1B3C5D8F")
    .option("--until <point>", "a version (7) or a time (2026-01-02T03:04:05Z); the end without it")
    .option("--tree", "what followed from what: effects stand indented below their cause")
    .option("--json", "events and page as JSON")
    .action(async (id: string, { until, tree, json }: { until?: string; tree?: true; json?: true }) => {
      pointAt()
      // Imported only now: the store reads its settings when it is loaded.
      const { eventStore } = await import("#functions/lib/event-store")
      const replayed = await replay(eventStore, parse(TicketId, id), until)
      console.log(json ? JSON.stringify(replayed, null, 2) : printed(replayed, tree))
    })
