import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3"
import { expect, test } from "vitest"
import { systemClock } from "#local/clock"
import { storage } from "#local/storage/storage"
import { localAws } from "#test/support/local-aws"
import { killed } from "#test/support/serve"
import { temporaryFolder } from "#test/support/temporary"

const Bucket = "ledgerdesk-archive"

/** The time at which the storage of these tests stands still. */
const now = Date.UTC(2026, 0, 1, 0, 1)
const clock = { ...systemClock, now: () => now }

const started = async () => {
  const { s3, url } = await localAws(await storage(await temporaryFolder(), clock))
  await s3.send(new CreateBucketCommand({ Bucket }))
  return { s3, url }
}

const put = (s3: S3Client, Key: string, Body: string) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: "application/json" }))

const read = async (s3: S3Client, Key: string) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }))
  return Body?.transformToString()
}

/** As a presigner makes it; nothing on this machine checks the signature. */
const presigned = (url: string, key: string, seconds = 300) => {
  const query = new URLSearchParams({
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": "local/20260101/us-east-1/s3/aws4_request",
    "X-Amz-Date": "20260101T000000Z",
    "X-Amz-Expires": String(seconds),
    "X-Amz-SignedHeaders": "host",
    "X-Amz-Signature": "0".repeat(64),
  })
  return `${url}/${Bucket}/${key}?${query}`
}

test("an object is read as it was written, under a key with anything in it", async () => {
  const { s3 } = await started()
  const key = "tickets/2026/01/02/ticket_TKT-1 ü+&=.json"
  await put(s3, key, '{"subject":"Drücker 😀"}')
  expect(await read(s3, key)).toBe('{"subject":"Drücker 😀"}')
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: "tickets/2026/" }))
  expect(Contents?.map(({ Key }) => Key)).toEqual([key])
})

test("a bucket or an object that is not there is an error by S3's name", async () => {
  const { s3 } = await started()
  await expect(s3.send(new HeadBucketCommand({ Bucket: "nowhere" }))).rejects.toMatchObject({ name: "NotFound" })
  await expect(read(s3, "nothing")).rejects.toMatchObject({ name: "NoSuchKey" })
})

test("a conditional write is refused rather than done without its condition", async () => {
  const { s3 } = await started()
  const command = new PutObjectCommand({ Bucket, Key: "a", Body: "{}", IfNoneMatch: "*" })
  await expect(s3.send(command)).rejects.toMatchObject({ name: "NotImplemented" })
})

test("a large object is uploaded in parts", async () => {
  const { s3 } = await started()
  const Key = "large"
  const part = "x".repeat(5 * 1024 * 1024)
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }))
  const Parts = await Promise.all(
    [part, "end"].map(async (Body, index) => {
      const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: index + 1, Body }))
      return { ETag, PartNumber: index + 1 }
    }),
  )
  await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }))
  expect(await read(s3, Key)).toBe(`${part}end`)
})

test("a browser on this machine uploads and downloads by presigned URL, after asking whether it may", async () => {
  const { s3, url } = await started()
  const origin = "http://localhost:3000"
  const asked = await fetch(presigned(url, "note.txt"), {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "PUT",
      "access-control-request-headers": "content-type",
    },
  })
  expect(asked.status).toBe(204)
  expect(asked.headers.get("access-control-allow-methods")).toContain("PUT")
  expect(asked.headers.get("access-control-allow-headers")).toBe("content-type")
  const headers = { origin, "content-type": "text/plain" }
  const sent = await fetch(presigned(url, "note.txt"), { method: "PUT", headers, body: "hello" })
  expect([sent.status, sent.headers.get("access-control-allow-origin")]).toEqual([200, origin])
  expect(await read(s3, "note.txt")).toBe("hello")
  const got = await fetch(presigned(url, "note.txt"), { headers: { origin } })
  expect([await got.text(), got.headers.get("content-type")]).toEqual(["hello", "text/plain"])
})

test("a URL that boto3 presigned is served, by the old signature too", async () => {
  const { s3, url } = await started()
  await put(s3, "a.json", "{}")
  const response = await fetch(`${url}/${Bucket}/a.json?AWSAccessKeyId=local&Signature=x%3D&Expires=${now / 1000 + 1}`)
  expect(await response.text()).toBe("{}")
})

test("a presigned URL ends when it says, by the old signature too", async () => {
  const { s3, url } = await started()
  await put(s3, "a.json", "{}")
  const old = (seconds: number) => `${url}/${Bucket}/a.json?AWSAccessKeyId=local&Signature=x&Expires=${seconds}`
  const statuses = async (...urls: string[]) => Promise.all(urls.map(async (each) => (await fetch(each)).status))
  expect(await statuses(presigned(url, "a.json", 60), presigned(url, "a.json", 59))).toEqual([200, 403])
  expect(await statuses(old(now / 1000), old(now / 1000 - 1), old(Number.NaN))).toEqual([200, 403, 403])
  const answer = await fetch(presigned(url, "b.json", 1), { method: "PUT", body: "late" })
  expect(await answer.text()).toContain("<Code>AccessDenied</Code><Message>Request has expired</Message>")
  await expect(read(s3, "b.json")).rejects.toMatchObject({ name: "NoSuchKey" })
})

test("an acknowledged object survives kill -9", async () => {
  const folder = await temporaryFolder()
  await killed("s3", folder, async ({ s3 }) => {
    await s3.send(new CreateBucketCommand({ Bucket }))
    await put(s3, "kept.json", "{}")
  })
  const { s3 } = await localAws(await storage(folder))
  expect(await read(s3, "kept.json")).toBe("{}")
})

test("a folder that cannot be opened is one clear error", async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, "fauxqs.db"), "this is not a database, however long it may be")
  await expect(storage(folder)).rejects.toThrow(/The S3 data in .* cannot be opened \(.*not a database\)/)
})
