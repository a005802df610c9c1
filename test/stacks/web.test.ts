import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { z } from "zod"
import { readSettings } from "#stacks/settings"
import { webBuild } from "#stacks/web-build"
import { allows, statementsOf } from "#test/support/policy"
import { root } from "#test/support/synth/place"
import { ofType } from "#test/support/synth/reading"
import { leftOut, stacksOf } from "#test/support/synth/stacks"
import { temporaryFolder } from "#test/support/temporary"
import { Config } from "#web/config.ts"

const graph = await stacksOf({ stage: "test" })
const bucket = "test-web-123456789012"

describe("the bucket", () => {
  test("is encrypted and lets nobody in", () => {
    const all = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true }
    const of = (type: string) => ofType(graph, type).find(({ inputs }) => inputs.bucket === bucket)?.inputs
    expect(of("s3/bucketPublicAccessBlock:BucketPublicAccessBlock")).toEqual({ bucket, ...all })
    expect(of("s3/bucketOwnershipControls:BucketOwnershipControls")).toMatchObject({
      rule: { objectOwnership: "BucketOwnerEnforced" },
    })
    // CloudFront reads it for everybody, so a key of our own would protect nothing.
    expect(of("s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")).toMatchObject({
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    })
  })

  const policy = ofType(graph, "s3/bucketPolicy:BucketPolicy").find(({ inputs }) => inputs.bucket === bucket)
  const allowed = statementsOf(policy?.inputs.policy).filter(({ Effect }) => Effect === "Allow")

  test("is read by this distribution of CloudFront and by nobody else", () => {
    expect(allows(allowed, "s3:GetObject", `arn:aws:s3:::${bucket}/index.html`)).toBe(true)
    expect(allows(allowed, "s3:PutObject", `arn:aws:s3:::${bucket}/index.html`)).toBe(false)
    for (const { Principal, Condition } of allowed) {
      expect(Principal).toEqual({ Service: "cloudfront.amazonaws.com" })
      expect(Condition).toEqual({
        StringEquals: { "aws:SourceArn": "arn:aws:cloudfront::123456789012:distribution/Web" },
      })
    }
  })

  test("says of a file that is not there that it is not there", () => {
    expect(allows(allowed, "s3:ListBucket", `arn:aws:s3:::${bucket}`)).toBe(true)
  })
})

const Stored = z.looseObject({
  key: z.string(),
  cacheControl: z.string(),
  contentType: z.string(),
  content: z.string().optional(),
})
const stored = ofType(graph, "s3/bucketObjectv2:BucketObjectv2")
  .filter(({ inputs }) => inputs.bucket === bucket)
  .map(({ inputs, retainOnDelete }) => ({ ...Stored.parse(inputs), retainOnDelete }))
const files = ["assets/index-4f3a9b21.js", "assets/mark-0a1b2c3d.svg", "config.json", "index.html"]

describe("the files", () => {
  test("are those of the build, and what the app learns at start", () => {
    expect(stored.map(({ key }) => key).toSorted()).toEqual(files)
  })

  test.each([
    ["assets/index-4f3a9b21.js", "text/javascript; charset=utf-8"],
    ["assets/mark-0a1b2c3d.svg", "image/svg+xml"],
  ])("%s never changes, and stays for whoever has an earlier app open", (key, contentType) => {
    const cacheControl = "public, max-age=31536000, immutable"
    expect(stored.find((each) => each.key === key)).toMatchObject({ contentType, cacheControl, retainOnDelete: true })
  })

  test.each([
    ["index.html", "text/html; charset=utf-8"],
    ["config.json", "application/json"],
  ])("%s is asked for anew each time", (key, contentType) => {
    const found = stored.find((each) => each.key === key)
    expect(found).toMatchObject({ contentType, cacheControl: "no-cache", retainOnDelete: false })
  })

  test("config.json tells the app who signs in and where live changes are told", () => {
    const found = stored.find(({ key }) => key === "config.json")
    expect(Config.parse(JSON.parse(found?.content ?? ""))).toEqual({
      issuer: "https://cognito-idp.us-east-1.amazonaws.com/test-ledgerdesk-users",
      clientId: "web",
      live: "/api/live",
      stage: "test",
    })
  })
})

test("nothing of it is there where it is left out", async () => {
  const bare = await stacksOf(leftOut)
  expect(bare.resources.filter(({ type }) => type.startsWith("aws:cloudfront/"))).toEqual([])
  expect(ofType(bare, "s3/bucket:Bucket").map(({ physical }) => physical)).not.toContain(bucket)
})

describe("the build", () => {
  const settingsFor = (LEDGERDESK_WEB_FOLDER: string, LEDGERDESK_WITHOUT = "") =>
    readSettings("test", {
      LEDGERDESK_MAIL_FROM: "desk@example.com",
      LEDGERDESK_ALARM_EMAILS: "ann@example.com",
      LEDGERDESK_WEB_FOLDER,
      LEDGERDESK_WITHOUT,
    })

  test("that is missing is named, with what to do", async () => {
    const empty = await temporaryFolder()
    expect(() => webBuild(empty, settingsFor("dist/web"))).toThrow(
      "The web app is not built: dist/web has no index.html. Run `npx vite build web`",
    )
    expect(webBuild(empty, settingsFor("dist/web", "web"))).toBeUndefined()
  })

  test("is listed file by file", () => {
    const build = webBuild(root, settingsFor("test/support/synth/web-build"))
    expect(build).toEqual({
      folder: join(root, "test/support/synth/web-build"),
      files: files.filter((file) => file !== "config.json"),
    })
  })
})
