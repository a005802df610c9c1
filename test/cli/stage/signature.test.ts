import { expect, test } from "vitest"
import { signedHeaders } from "#cli/stage/signature"

/** AWS's own test suite for Signature Version 4, `post-vanilla` and `post-sts-header-before`. */
const scope = {
  service: "service",
  region: "us-east-1",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
  now: new Date("2015-08-30T12:36:00Z"),
}
const request = { host: "example.amazonaws.com", headers: {}, body: "" }

test("signs as AWS's own example does", () => {
  expect(signedHeaders(request, scope).authorization).toBe(
    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
  )
})

test("a temporary credential's token is sent and signed", () => {
  const credentials = { ...scope.credentials, sessionToken: "a-token" }
  const headers = signedHeaders(request, { ...scope, credentials })
  expect(headers["x-amz-security-token"]).toBe("a-token")
  expect(headers.authorization).toContain("SignedHeaders=host;x-amz-date;x-amz-security-token")
})

test("another body has another signature", () => {
  const other = signedHeaders({ ...request, body: "{}" }, scope).authorization
  expect(other).not.toBe(signedHeaders(request, scope).authorization)
})
