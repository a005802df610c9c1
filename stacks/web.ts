/// <reference path="../.sst/platform/config.d.ts" />
import { join } from "node:path"
import type { Users } from "#stacks/auth"
import { livePath } from "#stacks/described"
import { type Behind, distribution } from "#stacks/distribution"
import { onlyByTls, policy } from "#stacks/policy"
import type { Stage } from "#stacks/stage"
import type { WebBuild } from "#stacks/web-build"
import type { Config } from "#web/config.ts"
import { cacheControlOf, contentTypeOf, isHashed } from "#web/files.ts"

/** Whoever reads it comes by CloudFront. The web app is for everybody, so S3's own key encrypts it. */
const privateBucket = ({ named, account }: Stage) => {
  const bucket = new aws.s3.Bucket(
    "WebFiles",
    { bucket: $interpolate`${named("web")}-${account}`, forceDestroy: true },
    // SST would keep it where data is kept, but a build can be made again.
    { retainOnDelete: false },
  )
  new aws.s3.BucketPublicAccessBlock("WebFilesPrivate", {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  })
  new aws.s3.BucketOwnershipControls("WebFilesOwnership", {
    bucket: bucket.id,
    rule: { objectOwnership: "BucketOwnerEnforced" },
  })
  new aws.s3.BucketServerSideEncryptionConfiguration("WebFilesEncryption", {
    bucket: bucket.id,
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
  })
  return bucket
}

const byCloudFront = (Sid: string, allowed: object, { arn }: aws.cloudfront.Distribution) => ({
  Sid,
  Effect: "Allow",
  Principal: { Service: "cloudfront.amazonaws.com" },
  ...allowed,
  Condition: { StringEquals: { "aws:SourceArn": arn } },
})

const guardBucket = ({ id, arn }: aws.s3.Bucket, made: aws.cloudfront.Distribution) =>
  new aws.s3.BucketPolicy("WebFilesPolicy", {
    bucket: id,
    policy: policy([
      onlyByTls("s3:*", [arn, $interpolate`${arn}/*`]),
      byCloudFront("FilesByCloudFront", { Action: "s3:GetObject", Resource: $interpolate`${arn}/*` }, made),
      // Who may not list is told 403 instead of 404 of a file that is not there. No address leads to the list itself.
      byCloudFront("MissingByCloudFront", { Action: "s3:ListBucket", Resource: arn }, made),
    ]),
  })

const object = (bucket: aws.s3.Bucket, path: string, args: Partial<aws.s3.BucketObjectv2Args>) => ({
  bucket: bucket.id,
  key: path,
  contentType: contentTypeOf(`/${path}`),
  cacheControl: cacheControlOf(`/${path}`),
  ...args,
})

export type Site = {
  /** The desk's address, without a slash at the end. */
  url: $util.Output<string>
  made: aws.cloudfront.Distribution
  bucket: aws.s3.Bucket
  build: WebBuild
}

/** Where the web app is served, with the two APIs behind the same origin. It has no files until they are published. */
export const site = (stage: Stage, build: WebBuild, { http, live }: Omit<Behind, "bucket">): Site => {
  const bucket = privateBucket(stage)
  const made = distribution(stage, { bucket, http, live })
  guardBucket(bucket, made)
  return { url: $interpolate`https://${stage.settings.domain?.name ?? made.domainName}`, made, bucket, build }
}

/** What the app learns at start. */
const configFor = ({ settings }: Stage, { issuer, client }: Users) =>
  $util.all([issuer, client.id]).apply(([issuer, clientId]) => {
    const config: Config = { issuer, clientId, live: livePath, stage: settings.stage }
    return JSON.stringify(config)
  })

/** Hashed files first, the pages that name them last; those of earlier builds stay for whoever has the app open. */
export const publish = (stage: Stage, { bucket, build: { folder, files } }: Site, people: Users): void => {
  const file = (path: string, options: $util.CustomResourceOptions) =>
    new aws.s3.BucketObjectv2(
      `Web/${path}`,
      object(bucket, path, { source: new $util.asset.FileAsset(join(folder, path)) }),
      options,
    )
  const hashed = files.filter((path) => isHashed(`/${path}`)).map((path) => file(path, { retainOnDelete: true }))
  const config = object(bucket, "config.json", { content: configFor(stage, people) })
  const learnt = new aws.s3.BucketObjectv2("Web/config.json", config)
  for (const path of files.filter((each) => !isHashed(`/${each}`))) file(path, { dependsOn: [...hashed, learnt] })
}
