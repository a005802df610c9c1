import { execFile } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { type Browser, chromium } from "playwright-core"
import { installedVersion } from "#local/installed-version"
import { limit } from "#test/support/patience"

const run = promisify(execFile)

const flags = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-quic",
  "--disable-sync",
  "--font-render-hinting=none",
  "--no-first-run",
  "--no-sandbox",
]

/** One folder per version of the package, so that an update is unpacked anew. */
const unpackedFolder = () => join(tmpdir(), `ledgerdesk-chromium-${installedVersion("@sparticuz/chromium")}`)

/**
 * The package unpacks into the folder for temporary files, and its shared libraries only where it believes that it runs
 * on Lambda. So a process of its own unpacks into a folder of its own, in Lambda's clothes.
 */
const unpackInto = (folder: string) =>
  run(
    process.execPath,
    ["--input-type=module", "--eval", 'await (await import("@sparticuz/chromium")).default.executablePath()'],
    { env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" } },
  )

/** The fonts.conf of the package names Lambda's folders. */
const fontsConfiguration = (folder: string) =>
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>`

/** Unpacks once per machine; the rename makes it safe that several test files ask at the same time. */
const unpack = async (folder: string) => {
  if (existsSync(folder)) return
  const staging = await mkdtemp(`${folder}-`)
  await unpackInto(staging)
  await writeFile(join(staging, "fonts", "fonts.conf"), fontsConfiguration(folder))
  await rename(staging, folder).catch(async (failure: unknown) => {
    await rm(staging, { recursive: true })
    if (!existsSync(folder)) throw failure
  })
}

/** The Chromium that came from npm, on Linux with nothing but glibc: libraries and fonts are its own. */
const chromiumFromNpm = async () => {
  const folder = unpackedFolder()
  await unpack(folder)
  const env = { LD_LIBRARY_PATH: join(folder, "al2023", "lib"), FONTCONFIG_PATH: join(folder, "fonts") }
  return { executablePath: join(folder, "chromium"), env: { ...process.env, ...env } }
}

const systemChrome = (executablePath: string) => {
  if (!existsSync(executablePath))
    throw new Error(`CHROME_PATH names ${executablePath}, which does not exist: correct or unset it`)
  return { executablePath, env: process.env }
}

/**
 * Starts a headless Chromium: the one that CHROME_PATH names, else the one from npm (Linux on x64 only).
 * The first start on a machine takes some 3 s, later ones under 1 s. Close it when done.
 */
export const startBrowser = async (): Promise<Browser> => {
  const { CHROME_PATH } = process.env
  if (!CHROME_PATH && (process.platform !== "linux" || process.arch !== "x64"))
    throw new Error("The Chromium from npm runs on Linux x64 only: set CHROME_PATH to an installed Chrome")
  const program = CHROME_PATH ? systemChrome(CHROME_PATH) : await chromiumFromNpm()
  const env = Object.fromEntries(Object.entries(program.env).filter(([, value]) => value !== undefined))
  const { executablePath } = program
  return chromium.launch({ executablePath, env, args: flags, chromiumSandbox: false, timeout: limit(30_000) })
}
