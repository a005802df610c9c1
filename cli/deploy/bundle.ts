import { mkdir, writeFile } from "node:fs/promises"
import { basename, join } from "node:path"
import { type BuildContext, type BuildOptions, context, type Metafile, type OutputFile } from "esbuild"
import { bundling } from "#stacks/bundling"

/** Bytes by source file, from the root of the repository. */
export type Sources = ReadonlyMap<string, number>

/** What `sst deploy` would upload for one handler. */
export type Bundle = {
  /** By name: `bundle.mjs`, which Lambda loads, and what that imports. */
  files: ReadonlyMap<string, Uint8Array>
  bytes: number
  sources: Sources
  /** The part of the sources that is loaded at the start, by itself and not by `import()`. */
  atStart: Sources
  exports: readonly string[]
  /** Imports that were left as they are: whoever runs the bundle must have them. */
  outside: readonly string[]
}

const root = join(import.meta.dirname, "..", "..")
const main = "bundle.mjs"

/** CommonJS packages find what they expect. */
const banner = [
  `import { createRequire as topLevelCreateRequire } from 'module';`,
  `const require = topLevelCreateRequire(import.meta.url);`,
  `import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url"`,
  `const __filename = topLevelFileUrlToPath(import.meta.url)`,
  `const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url))`,
].join("\n")

/**
 * The options that SST 4.17 gives to its own esbuild (0.27.2) for a nodejs24.x function:
 * https://github.com/sst/sst/blob/dev/pkg/runtime/node/build.go. Nothing is left to the SDK that the runtime brings.
 */
const likeSst = {
  bundle: true,
  platform: "node",
  format: "esm",
  target: "es2024",
  mainFields: ["module", "main"],
  keepNames: true,
  minify: true,
  external: ["sharp", "pg-native"],
  banner: { js: banner },
  outExtension: { ".js": ".mjs" },
  entryNames: "bundle",
  ...bundling,
} satisfies BuildOptions

type Outputs = Metafile["outputs"]

/** The output and all that it imports by itself. */
const loadedWith = (outputs: Outputs, path: string, seen = new Set<string>()): Set<string> => {
  const output = outputs[path]
  if (!output || seen.has(path)) return seen
  seen.add(path)
  for (const { kind, path: imported } of output.imports)
    if (kind !== "dynamic-import") loadedWith(outputs, imported, seen)
  return seen
}

const sourcesIn = (outputs: Outputs, paths: Iterable<string>): Sources => {
  const sources = new Map<string, number>()
  for (const path of paths)
    for (const [source, { bytesInOutput }] of Object.entries(outputs[path]?.inputs ?? {}))
      if (bytesInOutput > 0) sources.set(source, (sources.get(source) ?? 0) + bytesInOutput)
  return sources
}

const toBundle = ({ outputs }: Metafile, outputFiles: readonly OutputFile[]): Bundle => {
  const entry = Object.keys(outputs).find((path) => basename(path) === main) ?? main
  const imports = Object.values(outputs).flatMap((output) => output.imports)
  return {
    files: new Map(outputFiles.map(({ path, contents }) => [basename(path), contents])),
    bytes: outputFiles.reduce((sum, { contents }) => sum + contents.length, 0),
    sources: sourcesIn(outputs, Object.keys(outputs)),
    atStart: sourcesIn(outputs, loadedWith(outputs, entry)),
    exports: outputs[entry]?.exports ?? [],
    outside: [...new Set(imports.filter(({ external }) => external).map(({ path }) => path))],
  }
}

/** One context for all, one file after the other: what several of them import is parsed once. */
const oneByOne = async (
  make: () => Promise<BuildContext<{ metafile: true; write: false }>>,
  files: readonly string[],
  each: (file: string) => void,
): Promise<Map<string, Bundle>> => {
  const esbuild = await make()
  const bundles = new Map<string, Bundle>()
  try {
    for (const file of files) {
      each(file)
      const { metafile, outputFiles } = await esbuild.rebuild()
      bundles.set(file, toBundle(metafile, outputFiles))
    }
  } finally {
    await esbuild.dispose()
  }
  return bundles
}

/** Bundles each of the files as `sst deploy` bundles a handler. Rejects with esbuild's errors. */
export const bundled = (files: readonly string[]): Promise<Map<string, Bundle>> => {
  let file = ""
  const make = () =>
    context({
      ...likeSst,
      absWorkingDir: root,
      entryPoints: ["the-handler"],
      outdir: ".sst/bundle",
      write: false,
      metafile: true,
      logLevel: "silent",
      plugins: [
        {
          name: "the-handler",
          setup: ({ onResolve }) => onResolve({ filter: /^the-handler$/ }, () => ({ path: join(root, file) })),
        },
      ],
    })
  return oneByOne(make, files, (next) => {
    file = next
  })
}

/** The file that a handler of the manifest stands in. */
export const fileOf = (handler: string): string => handler.replace(/\.handler$/, ".ts")

/** Writes a bundle to a folder, which is made; answers the file to load. */
export const unpack = async ({ files }: Bundle, folder: string): Promise<string> => {
  await mkdir(folder, { recursive: true })
  for (const [name, contents] of files) await writeFile(join(folder, name), contents)
  return join(folder, main)
}
