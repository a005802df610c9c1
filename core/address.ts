/**
 * An e-mail address as it is compared: `A–Z` in lower case, and nothing else changed. Unicode has more that lower-cases to
 * ASCII (the Kelvin sign to `k`), and more white space: what only looks alike is another person's address.
 */
export const comparable = (address: string): string => address.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
