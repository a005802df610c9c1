import type { Sources } from "#cli/deploy/bundle"

/** The npm package that a source file belongs to, or our own folder. */
export const packageOf = (source: string): string =>
  source.match(/^.*node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? source.split("/")[0] ?? source

/** The heaviest first, in bytes. */
export const byPackage = (sources: Sources): [name: string, bytes: number][] => {
  const weights = new Map<string, number>()
  for (const [source, bytes] of sources) {
    const name = packageOf(source)
    weights.set(name, (weights.get(name) ?? 0) + bytes)
  }
  return [...weights].sort(([, a], [, b]) => b - a)
}

const isSdk = (name: string) => /^@(aws-sdk|smithy)\//.test(name)

/** Bytes of the AWS SDK for JavaScript: its packages are those of these two scopes. */
export const sdkBytes = (sources: Sources): number =>
  byPackage(sources).reduce((sum, [name, bytes]) => sum + (isSdk(name) ? bytes : 0), 0)

/** Bytes of what judges texts: what was learnt, and the letters of languages. Data, read only by whoever judges. */
export const learntBytes = (sources: Sources): number =>
  [...sources].reduce((sum, [source, bytes]) => {
    const isLearnt = source.endsWith("core/triage/model.json") || packageOf(source) === "eld"
    return sum + (isLearnt ? bytes : 0)
  }, 0)

/** `zod 101, @smithy/core 88 KB`. */
export const heaviest = (sources: Sources, count: number): string =>
  `${byPackage(sources)
    .slice(0, count)
    .map(([name, bytes]) => `${name} ${Math.round(bytes / 1024)}`)
    .join(", ")} KB`
