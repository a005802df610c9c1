import { Command } from "commander"
import { stampFile, writeStamp } from "#cli/docs/fold-stamp"

export const stampCommand = () =>
  new Command("stamp")
    .description("after a change of the fold or an event: give snapshots a new stamp, so that old ones are ignored")
    .action(() => console.log(writeStamp() ? `${stampFile} has a new stamp` : `${stampFile} is up to date`))
