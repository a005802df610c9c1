import { Option } from "commander"

/** `--stage` of every command that talks to a desk. */
export const stageOption = () =>
  new Option("--stage <stage>", "a deployed stage instead of this machine").env("LEDGERDESK_STAGE")

export type OnStage = { stage?: string }
