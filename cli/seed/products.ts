import { readdirSync } from "node:fs"
import { join } from "node:path"
import { lazily, readData } from "#cli/seed/data-file"
import { Product } from "#cli/seed/scenario"

/** The products of a folder, in the order of its files' names. Throws one line that says what is wrong in which file. */
export const readProducts = (folder: string): Product[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => readData(join(folder, name), Product))

/** Everything that generated customers write about. What a seed gives depends on how many there are, and their order. */
export const products = lazily(() => readProducts(join(import.meta.dirname, "scenarios")))
