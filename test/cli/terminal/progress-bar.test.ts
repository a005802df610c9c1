import { expect, test } from "vitest"
import { progressBar } from "#cli/terminal/progress-bar"

const screen = (isTTY: boolean) => {
  const written: string[] = []
  return { written, isTTY, columns: 80, write: (text: string | Uint8Array) => written.push(String(text)) > 0 }
}

test("a terminal shows how far it is, drawn over itself", () => {
  const terminal = screen(true)
  const bar = progressBar(terminal, "Tickets", 200)
  for (const done of [0, 50, 200]) bar.show(done)
  bar.end()
  expect(terminal.written).toEqual([
    `\rTickets ${"░".repeat(40)}   0 %  0/200`,
    `\rTickets ${"█".repeat(10)}${"░".repeat(30)}  25 %  50/200`,
    `\rTickets ${"█".repeat(40)} 100 %  200/200`,
    "\n",
  ])
})

test("what stands beside the bar takes its room from it, and what was there before is wiped out", () => {
  const terminal = screen(true)
  const bar = progressBar(terminal, "Rebuilding", 200)
  bar.show(300, "20 rows, 5/s, 3 s left")
  expect(terminal.written).toEqual([`\rRebuilding ${"█".repeat(24)} 100 %  300/200  20 rows, 5/s, 3 s left\u001b[K`])
})

test("where nobody looks, nothing is drawn", () => {
  const file = screen(false)
  const bar = progressBar(file, "Tickets", 200)
  bar.show(100)
  bar.end()
  expect(file.written).toEqual([])
})
