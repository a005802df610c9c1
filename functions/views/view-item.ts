import { deflateRawSync, inflateRawSync } from "node:zlib"
import type { AttributeValue } from "@aws-sdk/client-dynamodb"
import * as z from "zod"
import { deflating } from "#functions/lib/deflating"
import { partitionOf, streamIn } from "#functions/store/partition"
import type { IndexKey, IndexName, ReadModel, View } from "#projections/read-model"
import { tables } from "#schemas/tables"

/** An item of the views table in DynamoDB's own JSON. */
export type Item = Record<string, AttributeValue>

/** A read model at one revision. */
export type Revised<Row> = { model: ReadModel<Row>; revision: number }

const { indexes } = tables.views

/** Bytes of a row once it is inflated. An item holds less, and more than that is nothing of ours. */
const most = 4 * 1024 * 1024

/** Raw deflate says nothing about the dictionary that it was made with: a wrong one shows in what cannot be parsed. */
const dictionaryOf = ({ says }: Pick<ReadModel, "says">) =>
  says === undefined ? {} : { dictionary: Buffer.from(says) }

const deflated = <Row>(model: ReadModel<Row>, row: Row): Uint8Array =>
  deflateRawSync(JSON.stringify(row), { ...deflating, ...dictionaryOf(model) })

const sortKeyOf = ({ model, revision }: Revised<unknown>): string => `${model.name}#${revision}`

/** The primary key of a stream's row. */
export const keyOf = (of: Revised<unknown>, id: string): Item => ({
  pk: { S: partitionOf({ category: of.model.from, id }) },
  sk: { S: sortKeyOf(of) },
})

/** A read model's own partition of an index. */
export const partitionIn = (of: Revised<unknown>, partition: string): string => `${sortKeyOf(of)}#${partition}`

const placed = (of: Revised<unknown>, [name, key]: [string, IndexKey]): Item => {
  const { partitionKey, sortKey } = indexes[name as IndexName]
  return { [partitionKey]: { S: partitionIn(of, key.partition) }, [sortKey]: { S: key.sort } }
}

/** The row and the places where it is found. Throws ZodError where it does not fit its schema. */
const content = <Row>(of: Revised<Row>, row: Row, at: { id: string; version: number }): Item => {
  const fitting = of.model.row.parse(row)
  const places = Object.entries(of.model.indexes(fitting, at)).map((place) => placed(of, place))
  return Object.assign({ row: { B: deflated(of.model, fitting) } }, ...places)
}

/** A row as it lies in the table; without a row, what keeps its version. Throws ZodError where it does not fit. */
export const toItem = <Row>(of: Revised<Row>, { id, row, version }: View<Row> & { id: string }): Item => ({
  ...keyOf(of, id),
  model: { S: of.model.name },
  revision: { N: `${of.revision}` },
  version: { N: `${version}` },
  ...(row !== undefined && content(of, row, { id, version })),
})

const Version = z.object({ version: z.object({ N: z.coerce.number().int().positive() }) })

const inflated = (model: Pick<ReadModel, "says">, row: Uint8Array): unknown =>
  JSON.parse(inflateRawSync(row, { maxOutputLength: most, ...dictionaryOf(model) }).toString("utf8"))

/** The stored form of a model's rows. */
const storedRow = <Row>(model: ReadModel<Row>) =>
  z
    .instanceof(Uint8Array)
    .transform((row, { addIssue }): unknown => {
      try {
        return inflated(model, row)
      } catch (error) {
        addIssue(`cannot be inflated: ${error instanceof Error ? error.message : error}`)
        return z.NEVER
      }
    })
    .pipe(model.row)

export const versionIn = (item: Item): number => Version.parse(item).version.N

/** What an item says. Throws ZodError where the row does not fit its schema. */
export const fromItem = <Row>({ model }: Revised<Row>, item: Item): View<Row> => ({
  row: item.row && storedRow(model).parse(item.row.B),
  version: versionIn(item),
})

const Text = z.object({ S: z.string() })

/** The id of the stream that an item, or its keys alone, belongs to. */
export const idIn = (item: Item): string => {
  const pk = Text.parse(item.pk).S
  const stream = streamIn(pk)
  if (stream) return stream.id
  throw new Error(`${pk} is not the key of a stream's row`)
}

/** Where an item, or its keys alone, stands in an index. */
export const sortIn = (index: IndexName, item: Item): string => Text.parse(item[indexes[index].sortKey]).S

/** A row in `NewImage` of a record of the table's stream. Lambda passes binary on in base64. */
const Image = z.object({
  pk: Text,
  model: Text,
  revision: z.object({ N: z.coerce.number().int() }),
  version: z.object({ N: z.coerce.number().int() }),
  row: z.object({ B: z.base64() }).optional(),
  rebuilt: z.object({ BOOL: z.boolean() }).optional(),
})

/** `rebuilt`: a rebuild wrote it, nothing happened to its stream. */
export type ViewImage<Row> = View<Row> & { id: string; revision: number; rebuilt: boolean }

/**
 * A row of this read model in `NewImage` of a record of the views table's stream, whatever its revision; undefined where
 * the item is something else, or a row that does not fit.
 */
export const viewImage = <Row>(model: ReadModel<Row>, newImage: unknown): ViewImage<Row> | undefined => {
  const { data } = Image.safeParse(newImage)
  const stream = data && streamIn(data.pk.S)
  if (!stream || data.model.S !== model.name) return undefined
  const { revision, version, rebuilt, row } = data
  const parsed = row && storedRow(model).safeParse(Buffer.from(row.B, "base64"))
  if (parsed && !parsed.success) return undefined
  return { id: stream.id, row: parsed?.data, version: version.N, revision: revision.N, rebuilt: rebuilt?.BOOL === true }
}
