import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"

const css = readFileSync(join(import.meta.dirname, "..", "..", "web", "styles.css"), "utf8")
const [light = "", dark = ""] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => block)

const palette = (block: string) =>
  new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, colour]) => [name ?? "", colour ?? ""]))

const schemes = { light: palette(light), dark: palette(dark) }

/** Relative luminance by WCAG 2.2. */
const luminance = (colour: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const contrast = (a: string, b: string): number => {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

/** Text on a background. 4.5 : 1 is WCAG's AA for text of this size, 3 : 1 its minimum for the edges of controls. */
const pairs: [text: string, background: string, least: number][] = [
  ...["canvas", "surface", "sunken", "accent-soft", "note", "critical-soft"].map(
    (background): [string, string, number] => ["ink", background, 4.5],
  ),
  ...["canvas", "surface", "sunken", "accent-soft", "note"].map((background): [string, string, number] => [
    "muted",
    background,
    4.5,
  ]),
  ["accent", "surface", 4.5],
  ["accent", "canvas", 4.5],
  ["accent", "accent-soft", 4.5],
  ["on-accent", "accent", 4.5],
  ["on-accent", "accent-strong", 4.5],
  ["note-ink", "note", 4.5],
  ["critical", "surface", 4.5],
  ["critical", "critical-soft", 4.5],
  ["on-critical", "critical", 4.5],
  ["high", "high-soft", 4.5],
  ["medium", "medium-soft", 4.5],
  ["medium", "surface", 4.5],
  ["good", "surface", 4.5],
  ["edge", "surface", 3],
]

const cases = Object.keys(schemes).flatMap((scheme) => pairs.map((pair) => [scheme, ...pair] as const))

test.each(cases)("in the %s scheme %s is readable on %s", (...[scheme, text, background, least]) => {
  const colours = schemes[scheme as keyof typeof schemes]
  expect(contrast(colours.get(text) ?? "", colours.get(background) ?? "")).toBeGreaterThanOrEqual(least)
})
