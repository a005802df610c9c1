import { type AttributeValue, ScanCommand } from "@aws-sdk/client-dynamodb"
import { unmarshall } from "@aws-sdk/util-dynamodb"
import * as z from "zod"
import type { DynamoTable } from "#functions/aws/dynamo-table"
import { CommitKey } from "#functions/store/commit-key"
import { streamIn } from "#functions/store/partition"
import type { Stream } from "#schemas/stream"

/** A commit as it lies in the table, still undecoded. */
export type ScannedCommit = { key: CommitKey; stream: Stream; item: unknown }

export type ScannedPage = { commits: ScannedCommit[]; isLast: boolean }

export type ScanRange = { segment: number; segments: number; after?: CommitKey | undefined }

const Commit = CommitKey.extend({ commit: z.unknown() })

/** What else lies in a partition, such as a snapshot, has no `commit`; what is no stream's is nobody's. */
const commitsIn = (items: readonly unknown[]): ScannedCommit[] =>
  items.flatMap((item) => {
    const { data } = Commit.safeParse(item)
    const stream = data && streamIn(data.pk)
    if (!stream || data.commit === undefined) return []
    const { pk, sk } = data
    return [{ key: { pk, sk }, stream, item }]
  })

/** Items of a page, two of which are held in memory: 1 MB, DynamoDB's own limit, would be some 3,000 commits. */
const pageSize = 500

/**
 * The commits of one segment of the event table, page by page, strongly consistent; the next page comes while one is
 * worked on. A partition lies wholly in one segment and comes in the order of its sort key, so a stream's commits
 * follow each other.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.ParallelScan
 */
export async function* scanCommits({ client, name }: DynamoTable, range: ScanRange): AsyncGenerator<ScannedPage> {
  const ask = (start: Record<string, AttributeValue> | undefined) => {
    const page = client.send(
      new ScanCommand({
        TableName: name(),
        ConsistentRead: true,
        Segment: range.segment,
        TotalSegments: range.segments,
        ExclusiveStartKey: start,
        Limit: pageSize,
      }),
    )
    // Thrown where the page is waited for; whoever has left by then need not know.
    page.catch(() => undefined)
    return page
  }
  let coming: ReturnType<typeof ask> | undefined = ask(
    range.after && { pk: { S: range.after.pk }, sk: { N: `${range.after.sk}` } },
  )
  while (coming) {
    const { Items = [], LastEvaluatedKey }: Awaited<typeof coming> = await coming
    coming = LastEvaluatedKey && ask(LastEvaluatedKey)
    yield { commits: commitsIn(Items.map((item) => unmarshall(item))), isLast: !coming }
  }
}
