import { KinesisClient } from "@aws-sdk/client-kinesis"
import { NodeHttpHandler } from "@smithy/node-http-handler"
import { Command, InvalidArgumentError } from "commander"
import { pointAt } from "#cli/operate/desk-environment"
import { tickets } from "#cli/seed/generate"
import { sendTickets } from "#cli/seed/send-tickets"
import { positive } from "#cli/terminal/positive"
import { progressBar } from "#cli/terminal/progress-bar"
import { type OnStage, stageOption } from "#cli/terminal/stage-option"
import { env } from "#functions/lib/env"

type Options = OnStage & { count: number; rate?: number; seed: string; print?: true }

const whole = (text: string): number => {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text)
  throw new InvalidArgumentError("a whole number from 1 to 9999999 is needed")
}

export const generateCommand = () =>
  new Command("generate")
    .description("send realistic TicketSubmitted records to Kinesis")
    .option("--count <n>", "how many", whole, 10)
    .option("--rate <per second>", "how fast; as fast as the stream takes them without it", positive)
    .option(
      "--seed <text>",
      "the same seed sends the same tickets, which the desk then knows already",
      String(Date.now()),
    )
    .addOption(stageOption())
    .option("--print", "print them as JSON lines instead of sending them")
    .action(async ({ count, rate, seed, print, ...where }: Options) => {
      const all = tickets({ seed, count, at: new Date(), gapMs: 0 })
      if (print) return console.log(all.map((ticket) => JSON.stringify(ticket)).join("\n"))
      await pointAt(where)
      const kinesis = new KinesisClient({ requestHandler: new NodeHttpHandler() })
      const bar = progressBar(process.stderr, "Sending", count)
      let done = 0
      const onProgress = (acknowledged: readonly unknown[]) => {
        done += acknowledged.length
        bar.show(done)
      }
      await sendTickets({ kinesis, stream: env("INTAKE_STREAM") }, all, { rate, onProgress })
      bar.end()
      kinesis.destroy()
      console.log(`${done} tickets sent (seed ${seed})`)
    })
