import { Command } from "commander"
import { drawDocs } from "#cli/docs/docs"

export const docsCommand = () =>
  new Command("docs")
    .description("draw the generated parts of docs/ again: diagram, table of functions, costs, figures of judgement")
    .action(async () => {
      const changed = await drawDocs()
      console.log(changed.length > 0 ? `Drawn anew: ${changed.join(", ")}` : "The documents are up to date")
    })
