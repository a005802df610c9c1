import { expect, test } from "vitest"
import { proveCommand } from "#cli/commands/prove"
import { replayCommand } from "#cli/commands/replay"

const quiet = { writeErr: () => undefined }

test.each(["nonsense", "ftp://desk.example.com", ""])("prove says what an address is when it is given %j", (url) =>
  expect(
    proveCommand().exitOverride().configureOutput(quiet).parseAsync(["--url", url], { from: "user" }),
  ).rejects.toThrow("an address on this machine is needed; a deployed stage is proven by --stage"),
)
test("prove says that it cannot walk a stage by another address", () =>
  expect(
    proveCommand()
      .exitOverride()
      .configureOutput(quiet)
      .parseAsync(["--stage", "ann", "--url", "http://127.0.0.1:3000"], { from: "user" }),
  ).rejects.toThrow(/'--url <url>' cannot be used with option '--stage <stage>'/))
test("replay names the argument that is no ticket's id", () =>
  expect(replayCommand().parseAsync(["4711"], { from: "user" })).rejects.toThrow(/^ticketId: must be TKT-/))
