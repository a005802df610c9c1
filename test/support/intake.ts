import { type KinesisClient, PutRecordsCommand } from "@aws-sdk/client-kinesis"
import { resources } from "#functions/resources"

/** Puts records on the intake stream as an integrator does, each with its ticket's id as partition key. */
export const putRecords = async (kinesis: KinesisClient, records: readonly { ticketId: string }[]) => {
  const Records = records.map((record) => ({
    PartitionKey: record.ticketId,
    Data: new TextEncoder().encode(JSON.stringify(record)),
  }))
  const answer = await kinesis.send(new PutRecordsCommand({ StreamName: resources.intake.name, Records }))
  return answer.FailedRecordCount
}
