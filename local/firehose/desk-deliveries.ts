import { PutObjectCommand } from "@aws-sdk/client-s3"
import { type Resource, resources } from "#functions/resources"
import { type Firehose, firehose } from "#local/firehose/firehose"
import type { ServiceParts } from "#local/service-parts"
import { copyJson } from "#local/warehouse/copy-json"

const deliveries = () => Object.values<Resource>(resources).filter((resource) => resource.kind === "delivery")

/** Every delivery stream of the desk, to the archive and into the warehouse. */
export const deskDeliveries = async ({
  state,
  warehouse,
  endpoint,
}: Pick<ServiceParts, "state" | "warehouse" | "endpoint">): Promise<Firehose> =>
  firehose({
    state,
    deliveries: deliveries(),
    putObject: ({ key, body }) =>
      endpoint.get().aws.s3.send(new PutObjectCommand({ Bucket: resources.archive.name, Key: key, Body: body })),
    copy: copyJson(await warehouse),
  })
