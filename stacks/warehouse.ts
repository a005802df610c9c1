/// <reference path="../.sst/platform/config.d.ts" />
import { createHash } from "node:crypto"
import { resources } from "#functions/resources"
import { loader } from "#functions/warehouse/access"
import { database } from "#functions/warehouse/schema"
import { serviceLogs } from "#stacks/logs"
import { network, port } from "#stacks/network"
import { type Deployed, whole } from "#stacks/physical"
import type { Stage } from "#stacks/stage"
import { everything } from "#stacks/wildcards"

/** RPU: the least that every region has, and no more when there is more to do. */
const capacity = 8
/** Seconds after which a question is given up. */
const longestQuery = 900
const logs = ["userlog", "connectionlog"]

const namespaceOf = (stage: Stage, name: string) => {
  const { settings, key, named } = stage
  const groups = logs.map((log) => serviceLogs(stage, `Warehouse${log}`, `/aws/redshift/${name}/${log}`))
  return new aws.redshiftserverless.Namespace(
    "Warehouse",
    {
      namespaceName: name,
      dbName: database,
      adminUsername: "ledgerdesk_admin",
      manageAdminPassword: true,
      adminPasswordSecretKmsKeyId: key.arn,
      kmsKeyId: key.arn,
      // What people ask holds what customers wrote: the log of statements is not exported.
      logExports: logs,
      tags: { Name: named("warehouse") },
    },
    { dependsOn: groups, retainOnDelete: settings.kept },
  )
}

const workgroupOf = (stage: Stage, name: string, namespace: aws.redshiftserverless.Namespace) => {
  const { subnets, door } = network(stage)
  return new aws.redshiftserverless.Workgroup(
    "WarehouseWorkgroup",
    {
      workgroupName: name,
      namespaceName: namespace.namespaceName,
      baseCapacity: capacity,
      maxCapacity: capacity,
      port,
      publiclyAccessible: true,
      // Firehose cannot load where it is on: https://docs.aws.amazon.com/firehose/latest/dev/create-destination.html
      enhancedVpcRouting: false,
      subnetIds: subnets.map(({ id }) => id),
      securityGroupIds: [door.id],
      configParameters: [
        { parameterKey: "require_ssl", parameterValue: "true" },
        { parameterKey: "max_query_execution_time", parameterValue: String(longestQuery) },
      ],
    },
    // AWS adds its own to the list, and refuses the next deployment, which would take them away without changing anything:
    // https://github.com/pulumi/pulumi-aws/issues/4405. A change of ours needs the workgroup to be made again.
    { ignoreChanges: ["configParameters"] },
  )
}

const limitOf = ({ settings }: Stage, { arn }: aws.redshiftserverless.Workgroup) =>
  new aws.redshiftserverless.UsageLimit("WarehouseLimit", {
    resourceArn: arn,
    usageType: "serverless-compute",
    period: "daily",
    amount: settings.warehouseHours,
    breachAction: "deactivate",
  })

/**
 * Whose name and password Firehose signs in with. The password is drawn once and never shown; what a statement says of it
 * is Redshift's own MD5 form: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html
 */
const loaderOf = ({ key, named }: Stage) => {
  const secret = new aws.secretsmanager.Secret("WarehouseLoader", {
    name: named("warehouse-loader"),
    description: "Firehose's user of the warehouse",
    kmsKeyId: key.arn,
    // The next deployment draws another password, and needs the name.
    recoveryWindowInDays: 0,
  })
  const { randomPassword } = aws.secretsmanager.getRandomPasswordOutput({
    passwordLength: 48,
    excludePunctuation: true,
    requireEachIncludedType: true,
  })
  const version = new aws.secretsmanager.SecretVersion(
    "WarehouseLoaderPassword",
    { secretId: secret.id, secretString: $jsonStringify({ username: loader, password: randomPassword }) },
    { ignoreChanges: ["secretString"] },
  )
  const hash = version.secretString.apply((text = "{}") => {
    const { password } = JSON.parse(text)
    return `md5${createHash("md5").update(`${password}${loader}`).digest("hex")}`
  })
  return { secret, version, passwordHash: $util.secret(hash) }
}

const ofStatements = ["redshift-data:DescribeStatement", "redshift-data:GetStatementResult"] as const

/** A statement that runs is no resource; everything else is done on the workgroup. */
const deployed = (name: string, { arn }: aws.redshiftserverless.Workgroup): Deployed => ({
  value: name,
  arnsFor: (action) => (ofStatements.some((each) => each === action) ? [everything(...ofStatements)] : [arn]),
})

export type Warehouse = {
  warehouse: Deployed
  warehouseAdmin: Deployed
  workgroup: aws.redshiftserverless.Workgroup
  limit: aws.redshiftserverless.UsageLimit
  loader: ReturnType<typeof loaderOf>
}

/** Redshift Serverless, in a network of its own, with the user by whom it is loaded. */
export const warehouse = (stage: Stage): Warehouse => {
  const name = stage.named(resources.warehouse.name)
  const namespace = namespaceOf(stage, name)
  const workgroup = workgroupOf(stage, name, namespace)
  const secret = namespace.adminPasswordSecretArn
  return {
    warehouse: deployed(name, workgroup),
    warehouseAdmin: whole(secret, secret),
    workgroup,
    limit: limitOf(stage, workgroup),
    loader: loaderOf(stage),
  }
}
