/** A setting of this function. Throws an error that names the variable where it is missing or empty. */
export const env = (name: string): string => {
  const value = process.env[name]
  if (value) return value
  throw new Error(
    `The environment variable ${name} is not set: grant the function its resource in functions/manifest.ts`,
  )
}
