import { Command } from "commander"
import { fileOf } from "#cli/docs/event-schemas/check"
import { publish, publishedFolder } from "#cli/docs/event-schemas/published"

export const schemasCommand = () =>
  new Command("schemas")
    .description(`publish the events' schemas to ${publishedFolder}, unless stored events would not fit them any more`)
    .action(() => {
      const { refused, unpublished } = publish()
      if (refused.length > 0) {
        console.error(refused.join("\n"))
        process.exitCode = 1
        return
      }
      for (const each of unpublished) console.log(`${publishedFolder}/${fileOf(each)}`)
      if (unpublished.length === 0) console.log("All events are published as they are")
    })
