import { bedrock } from "#local/bedrock/bedrock"
import { comprehend } from "#local/comprehend/comprehend"
import { parametersOf } from "#local/description"
import { liveManagement } from "#local/door/live-management"
import { dynamodb } from "#local/dynamodb/dynamodb"
import { ringing } from "#local/event-sources/nudge"
import { deskBus } from "#local/eventbridge/desk-bus"
import { deskDeliveries } from "#local/firehose/desk-deliveries"
import { cognito } from "#local/identity/cognito"
import { deskDirectory } from "#local/identity/desk-directory"
import { kinesis } from "#local/kinesis/kinesis"
import { lambdaService } from "#local/lambda/service"
import { mail } from "#local/mail"
import { redshiftData } from "#local/redshift-data/redshift-data"
import { listed } from "#local/service-parts"
import { sns } from "#local/sns/sns"
import { sqs } from "#local/sqs/sqs"
import { ssm } from "#local/ssm"
import { readMachines } from "#local/step-functions/machine"
import { stepFunctions } from "#local/step-functions/step-functions"
import { storage } from "#local/storage/storage"
import { sts } from "#local/sts"

/**
 * EVERY AWS SERVICE OF THIS MACHINE, a line each: the name in the credential scope of requests that are signed for it (AWS
 * Signature Version 4), where its state is (a `folder` of its own, rows in `state`, or nowhere), and how it is made. The
 * endpoint, the start and the stop follow from it.
 */
export const services = listed({
  bedrock: ({ settings: { llmBaseUrl, llmModel: model } }) =>
    bedrock({ ...(llmBaseUrl && { llmBaseUrl }), ...(model && { model }) }),
  "cognito-idp": (parts) => cognito(deskDirectory(parts)),
  comprehend: () => comprehend(),
  dynamodb: async ({ folder, nudges }) => ringing(await dynamodb(folder("dynamodb")), nudges.tables),
  events: (parts) => deskBus(parts),
  "execute-api": ({ live }) => liveManagement(live),
  firehose: (parts) => deskDeliveries(parts),
  kinesis: async ({ folder, nudges }) => ringing(await kinesis(folder("kinesis")), nudges.kinesis),
  lambda: ({ lambda }) => lambdaService(lambda),
  "redshift-data": async ({ warehouse }) => redshiftData(await warehouse),
  s3: ({ folder }) => storage(folder("storage")),
  ses: ({ outbox }) => mail(outbox),
  sns: ({ state, queues, outbox }) => sns({ state, queues, outbox }),
  sqs: ({ queues }) => sqs(queues),
  ssm: (parts) => ssm(() => parametersOf(parts)),
  states: async ({ state, lambda }) => stepFunctions(state, lambda, await readMachines()),
  sts: () => sts(),
})
