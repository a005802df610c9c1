import type { AttributeValue } from "@aws-sdk/client-dynamodb-streams"

/** An AttributeValue as it stands in JSON: binary in base64. */
export type AttributeJson = { [type: string]: unknown }

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64")

/** From the SDK's form of an attribute to the wire's, which is also that of Lambda's event. */
const attributeJson = (value: AttributeValue): AttributeJson => {
  if (value.B) return { B: base64(value.B) }
  if (value.BS) return { BS: value.BS.map(base64) }
  if (value.L) return { L: value.L.map(attributeJson) }
  if (value.M) return { M: itemJson(value.M) }
  return { ...value }
}

export const itemJson = (item: Record<string, AttributeValue>): Record<string, AttributeJson> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, attributeJson(value)]))
