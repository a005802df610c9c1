import { Command } from "commander"
import { architecture, drawDocs } from "#cli/docs"

export const docsCommand = () =>
  new Command("docs")
    .description(`draw the diagram and the table of ${architecture} again from the manifest`)
    .action(() => console.log(drawDocs() ? `${architecture} is drawn anew` : `${architecture} is up to date`))
