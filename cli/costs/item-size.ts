import type { AttributeValue } from "@aws-sdk/client-dynamodb"

export type Item = Record<string, AttributeValue>

const text = (value: string) => Buffer.byteLength(value)
const sum = <T>(values: readonly T[], of: (value: T) => number) => values.reduce((total, value) => total + of(value), 0)

/** One byte for two significant digits, and one more; a sign costs another. */
const digits = (value: string) => {
  const significant = value.replace(/^[-+]|[eE].*$|\./g, "").replace(/^0+|0+$/g, "")
  return Math.ceil(significant.length / 2) + 1 + (value.startsWith("-") ? 1 : 0)
}

/** Lists and maps cost 3 bytes, and 1 more for every element. */
const collection = (elements: readonly number[]) => 3 + elements.length + sum(elements, (bytes) => bytes)

const sizes: Record<string, (value: AttributeValue) => number> = {
  S: ({ S = "" }) => text(S),
  N: ({ N = "" }) => digits(N),
  B: ({ B }) => B?.byteLength ?? 0,
  L: ({ L = [] }) => collection(L.map(valueSize)),
  M: ({ M = {} }) => collection(Object.entries(M).map(([name, value]) => text(name) + valueSize(value))),
}

const valueSize = (value: AttributeValue): number => {
  const [kind = ""] = Object.keys(value)
  return sizes[kind]?.(value) ?? 1
}

/**
 * Bytes of an item as DynamoDB counts them; sets are not used here.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export const itemSize = (item: Item): number =>
  sum(Object.entries(item), ([name, value]) => text(name) + valueSize(value))
