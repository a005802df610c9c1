/// <reference path="../.sst/platform/config.d.ts" />
import { firehoseAddresses } from "#stacks/firehose-addresses"
import type { Stage } from "#stacks/stage"

/**
 * Redshift Serverless wants three subnets in three zones, or in two where a region has no more, and some free addresses in
 * each: https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-usage-considerations.html
 */
const subnets = 3
const range = "10.77.0.0/24"
const part = (n: number) => `10.77.0.${n * 64}/26`

/** Where Redshift answers. */
export const port = 5439

/** SST would keep networks where data is kept; there is none in this one, and it can be made again. */
const goes = { retainOnDelete: false }

const subnetsOf = (vpc: aws.ec2.Vpc, routes: aws.ec2.RouteTable) => {
  const { names } = aws.getAvailabilityZonesOutput({
    state: "available",
    // Neither Local Zones, which an account may have opted in to, nor the zone that AWS's newer services are not in.
    filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
    excludeZoneIds: ["use1-az3"],
  })
  return Array.from({ length: subnets }, (_, n) => {
    const place = {
      vpcId: vpc.id,
      cidrBlock: part(n),
      availabilityZone: names.apply((all) => all[n % all.length] ?? ""),
      mapPublicIpOnLaunch: false,
    }
    const subnet = new aws.ec2.Subnet(`WarehouseSubnet${n + 1}`, place, goes)
    new aws.ec2.RouteTableAssociation(`WarehouseRoute${n + 1}`, { subnetId: subnet.id, routeTableId: routes.id })
    return subnet
  })
}

/** Lets in Firehose by its region's addresses and nobody else, and nothing out: answers need no rule. */
const door = ({ settings, named }: Stage, vpc: aws.ec2.Vpc) =>
  new aws.ec2.SecurityGroup("WarehouseDoor", {
    name: named("warehouse"),
    description: "Firehose to the warehouse, and nobody else",
    vpcId: vpc.id,
    ingress: [
      {
        description: `Firehose in ${settings.region}`,
        cidrBlocks: [firehoseAddresses[settings.region] ?? ""],
        protocol: "tcp",
        fromPort: port,
        toPort: port,
      },
    ],
    egress: [],
  })

/**
 * The warehouse's own network. It reaches the internet because Firehose loads Redshift by a public address only:
 * https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-rs-vpc
 */
export const network = (stage: Stage) => {
  const args = {
    cidrBlock: range,
    enableDnsSupport: true,
    enableDnsHostnames: true,
    tags: { Name: stage.named("warehouse") },
  }
  const vpc = new aws.ec2.Vpc("WarehouseNetwork", args, goes)
  // Whatever is put into this network by mistake reaches nobody.
  new aws.ec2.DefaultSecurityGroup("WarehouseDefaultDoor", { vpcId: vpc.id, ingress: [], egress: [] }, goes)
  const gateway = new aws.ec2.InternetGateway("WarehouseGateway", { vpcId: vpc.id })
  const routes = new aws.ec2.RouteTable("WarehouseRoutes", {
    vpcId: vpc.id,
    routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
  })
  return { subnets: subnetsOf(vpc, routes), door: door(stage, vpc) }
}
