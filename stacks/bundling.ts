/**
 * How SST bundles every function, besides its defaults; the tests and the bench do the same (cli/deploy/bundle.ts).
 * Splitting: what is imported lazily lies in files of its own, so that a start does not parse it. That is most of the
 * AWS SDK's ways to find credentials, of which Lambda needs none.
 */
export const bundling = { splitting: true } as const
