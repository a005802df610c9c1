// The door of every npm script. Runs on the Node that is there (20 or newer, so plain JavaScript), installs what the
// lock file asks for when it is not installed yet, and hands over to the Node 24 that came with it.
import { spawn, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const programs = {
  start: "cli/start.ts",
  test: "cli/test.ts",
  desk: "cli/desk.ts",
  bench: "bench/bench.ts",
  train: "cli/train/train.ts",
  eval: "cli/eval/eval.ts",
  deploy: "cli/deploy/deploy.ts",
  destroy: "cli/deploy/destroy.ts",
}

const fail = (message) => {
  console.error(message)
  process.exit(1)
}

const stamp = join(root, "node_modules", ".installed")
const lock = () =>
  createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex")
const installed = () => existsSync(stamp) && readFileSync(stamp, "utf8") === lock()

const install = () => {
  console.error("Installing the packages of package-lock.json (once) ...")
  const npm = process.env.npm_execpath
  const [command, ...start] = npm ? [process.execPath, npm] : ["npm"]
  // Not `npm ci`: it refuses a lock file that was made where some platforms' optional packages could not be seen.
  // The engine warnings are about the Node that runs the installation, not about the one that runs the desk.
  const { status } = spawnSync(command, [...start, "install", "--no-save", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, "inherit"],
  })
  if (status !== 0) fail("The installation failed: see above, then run the same command again.")
  writeFileSync(stamp, lock())
}

const [name, ...rest] = process.argv.slice(2)
const program = programs[name]
if (!program) fail(`Unknown program ${name}: one of ${Object.keys(programs).join(", ")}`)
if (Number(process.versions.node.split(".")[0]) < 20)
  fail(`Node ${process.versions.node} is too old: install Node 20 or newer.`)
if (!installed()) install()

const node = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node")
// Compiled code is kept for the next start, which is then a second faster.
const cache = { NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "compiled") }
const child = spawn(node, ["--disable-warning=ExperimentalWarning", join(root, program), ...rest], {
  cwd: root,
  env: { ...cache, ...process.env },
  stdio: "inherit",
})
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal))
child.on("error", (error) =>
  fail(`Node 24 did not start (${error.message}): delete node_modules and run the command again.`),
)
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
