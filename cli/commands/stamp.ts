import { Command } from "commander"
import { stampFile, writeStamp } from "#cli/docs/fold-stamp"
import { stampsFile, writeViewStamps } from "#cli/docs/view-stamps"

const tell = (file: string, changed: boolean) => console.log(`${file} ${changed ? "has a new stamp" : "is up to date"}`)

export const stampCommand = () =>
  new Command("stamp")
    .description(
      "after a change of a fold, an event or a read model: new stamps, so that old snapshots are ignored and rows filled anew",
    )
    .action(() => {
      tell(stampFile, writeStamp())
      tell(stampsFile, writeViewStamps())
    })
