/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  async app({ stage }) {
    const { readSettings } = await import("./stacks/settings")
    const { region, kept, protected: protect } = readSettings(stage, process.env)
    return {
      name: "ledgerdesk",
      home: "aws",
      removal: kept ? "retain" : "remove",
      protect,
      providers: { aws: { region, version: "7.20.0" } },
    }
  },
  async run() {
    const { platform } = await import("./stacks/platform")
    return platform()
  },
})
