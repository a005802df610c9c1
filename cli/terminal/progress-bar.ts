import type { WriteStream } from "node:tty"

export type ProgressBar = {
  /** `done` of the total are done; `beside` is what else there is to say. */
  show: (done: number, beside?: string) => void
  /** Leaves the bar as it stands and goes to the next line. */
  end: () => void
}

/** Where a bar is drawn; only a terminal shows it. */
export type Screen = Pick<WriteStream, "write"> & { isTTY?: boolean; columns?: number }

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
const widest = 40

const bar = (share: number, width: number): string => {
  const parts = Math.floor(share * width * 8)
  return ("█".repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? "")).padEnd(width, "░")
}

/** A bar of `total` steps with its label, on one line that is drawn over. Draws nothing where nobody looks. */
export const progressBar = (screen: Screen, label: string, total: number): ProgressBar => {
  if (!screen.isTTY) return { show: () => undefined, end: () => undefined }
  const widthBeside = (beside: string) =>
    Math.max(10, Math.min(widest, (screen.columns ?? 80) - label.length - beside.length - 24))
  return {
    show: (done, beside = "") => {
      const share = total === 0 ? 1 : Math.min(1, done / total)
      const percent = `${Math.floor(share * 100)}`.padStart(3)
      const more = beside && `  ${beside}\u001b[K`
      screen.write(`\r${label} ${bar(share, widthBeside(beside))} ${percent} %  ${done}/${total}${more}`)
    },
    end: () => void screen.write("\n"),
  }
}
