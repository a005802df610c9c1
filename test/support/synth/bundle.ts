import { readFileSync } from "node:fs"
import { isAbsolute, join } from "node:path"
import { pathToFileURL } from "node:url"
import { build, type Plugin } from "esbuild"
import { platform, root } from "#test/support/synth/place"

/** The SST program puts these imports before every file of ours. */
const globals = `import * as aws from "@pulumi/aws"; import * as sst from ${JSON.stringify(join(platform, "src/components"))};`

const isOurs = (path: string) => !path.startsWith(platform) && !path.includes("node_modules")

/** What SST's own source imports stays outside: it resolves from .sst/platform/node_modules. */
const likeSst = (withGlobals: boolean): Plugin => ({
  name: "like-sst",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^[^./#]/ }, ({ path, importer }) => {
      const outside = path.startsWith("@pulumi/") || (importer.startsWith(platform) && !isAbsolute(path))
      return outside ? { path, external: true } : undefined
    })
    if (!withGlobals) return
    onLoad({ filter: /\.[mc]?ts$/ }, ({ path }) =>
      isOurs(path) ? { loader: "ts", contents: globals + readFileSync(path, "utf8") } : undefined,
    )
  },
})

type Source = {
  code: string
  /** File name in .sst/platform, from where the packages of SST resolve. */
  name: string
  define?: Record<string, string>
  /** Files whose exports stand for globals. */
  inject?: string[]
  withGlobals: boolean
}

/** Bundles TypeScript the way the SST program does, and returns the bundle's address, to be imported. */
export const bundled = async ({ code, name, define = {}, inject = [], withGlobals }: Source): Promise<string> => {
  const outfile = join(platform, `${name}.mjs`)
  await build({
    stdin: { contents: code, resolveDir: root, sourcefile: "eval.ts", loader: "ts" },
    outfile,
    define,
    inject,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    logLevel: "error",
    nodePaths: [join(platform, "node_modules")],
    plugins: [likeSst(withGlobals)],
    mainFields: ["module", "main"],
    banner: { js: `import { createRequire as _cr } from "module"; const require = _cr(import.meta.url);` },
  })
  return pathToFileURL(outfile).href
}
