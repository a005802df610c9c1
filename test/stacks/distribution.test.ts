import { runInNewContext } from "node:vm"
import { describe, expect, test } from "vitest"
import { z } from "zod"
import { named, only } from "#test/support/synth/reading"
import { equipped, stacksOf } from "#test/support/synth/stacks"
import { securityHeaders } from "#web/security-headers.ts"

const graph = await stacksOf({ stage: "test" })
const distribution = only(graph, "cloudfront/distribution:Distribution").inputs

const Association = z.object({ eventType: z.literal("viewer-request"), functionArn: z.string() })
const Behaviour = z.looseObject({
  targetOriginId: z.string(),
  pathPattern: z.string().optional(),
  functionAssociations: z.array(Association).default([]),
})
const Distribution = z.object({
  defaultCacheBehavior: Behaviour,
  orderedCacheBehaviors: z.array(Behaviour),
  origins: z.array(z.looseObject({ originId: z.string(), domainName: z.string() })),
})
const { defaultCacheBehavior, orderedCacheBehaviors, origins } = Distribution.parse(distribution)
const originOf = (id: string) => origins.find(({ originId }) => originId === id)
const behaviourOf = (path: string) => orderedCacheBehaviors.find(({ pathPattern }) => pathPattern === path)

/** Runs a function of CloudFront as CloudFront does. */
const uriAfter = (name: string, uri: string): string => {
  const code = String(named(graph, "cloudfront/function:Function", name).inputs.code)
  const request = { method: "GET", uri }
  return z.object({ uri: z.string() }).parse(runInNewContext(`${code}; handler({ request })`, { request })).uri
}
const functionOf = ({ functionAssociations }: z.infer<typeof Behaviour>) =>
  functionAssociations.map(({ functionArn }) => functionArn.split("/").pop())

describe("the distribution", () => {
  test("speaks TLS, HTTP/3 and IPv6, and packs what it sends", () => {
    expect(distribution).toMatchObject({ enabled: true, httpVersion: "http2and3", isIpv6Enabled: true })
    expect(defaultCacheBehavior).toMatchObject({
      targetOriginId: "files",
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: ["GET", "HEAD"],
      compress: true,
      cachePolicyId: "cachepolicy-Managed-CachingOptimized",
    })
  })

  test.each([
    ["/", "/index.html"],
    ["/tickets/TKT-1", "/index.html"],
    ["/signed-in", "/index.html"],
    ["/assets/index-4f3a9b21.js", "/assets/index-4f3a9b21.js"],
    ["/config.json", "/config.json"],
    ["/dev/outbox.json", "/dev/outbox.json"],
  ])("answers %s with %s", (asked, answered) => {
    expect(functionOf(defaultCacheBehavior)).toEqual(["test-web-pages"])
    expect(uriAfter("test-web-pages", asked)).toBe(answered)
  })

  const handedOn = {
    viewerProtocolPolicy: "https-only",
    cachePolicyId: "cachepolicy-Managed-CachingDisabled",
    originRequestPolicyId: "orp-Managed-AllViewerExceptHostHeader",
    allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
  }

  test("reads the private bucket by a signature of its own", () => {
    expect(originOf("files")).toMatchObject({
      domainName: "test-web-123456789012.s3.us-east-1.amazonaws.com",
      originAccessControlId: "test-web",
    })
    expect(only(graph, "cloudfront/originAccessControl:OriginAccessControl").inputs).toMatchObject({
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    })
  })

  test.each([
    ["/api/*", "api"],
    ["/api/live", "live"],
  ])("hands %s on with every header and keeps nothing", (path, origin) => {
    expect(behaviourOf(path)).toMatchObject({ targetOriginId: origin, ...handedOn })
    expect(originOf(origin)).toMatchObject({
      domainName: `test-ledgerdesk-${origin}.execute-api.us-east-1.amazonaws.com`,
      customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] },
    })
  })

  test("gives nobody the error that somebody else got", () => {
    const Kept = z.array(z.strictObject({ errorCode: z.number(), errorCachingMinTtl: z.literal(0) }))
    const codes = Kept.parse(distribution.customErrorResponses).map(({ errorCode }) => errorCode)
    expect(codes).toEqual([400, 403, 404, 405, 414, 500, 501, 502, 503, 504])
  })

  test("looks for the WebSocket before the rest of the API, and leads it to its stage", () => {
    const [first, second] = orderedCacheBehaviors
    expect([first?.pathPattern, second?.pathPattern]).toEqual(["/api/live", "/api/*"])
    expect(first && functionOf(first)).toEqual(["test-web-live"])
    expect(uriAfter("test-web-live", "/api/live")).toBe("/live")
    expect(second && functionOf(second)).toEqual([])
  })

  test("has a name and a certificate of its own where it was given them", async () => {
    const { inputs } = only(await stacksOf(equipped), "cloudfront/distribution:Distribution")
    expect(distribution).toMatchObject({ aliases: [], viewerCertificate: { cloudfrontDefaultCertificate: true } })
    expect(inputs).toMatchObject({
      aliases: ["desk.ledgerdesk.example"],
      viewerCertificate: {
        acmCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/mine",
        sslSupportMethod: "sni-only",
        minimumProtocolVersion: "TLSv1.2_2021",
      },
    })
  })

  test("is the desk's address, by whatever name it has", async () => {
    const own = await stacksOf(equipped)
    const { inputs } = only(own, "cognito/userPoolClient:UserPoolClient")
    expect([graph.outputs.url, own.outputs.url]).toEqual([
      "https://web.cloudfront.net",
      "https://desk.ledgerdesk.example",
    ])
    expect(inputs).toMatchObject({ callbackUrls: ["https://desk.ledgerdesk.example/signed-in"] })
  })
})

describe("what the app is sent with", () => {
  const { inputs, physical } = only(graph, "cloudfront/responseHeadersPolicy:ResponseHeadersPolicy")
  const signIn = [
    "https://cognito-idp.us-east-1.amazonaws.com",
    "https://test-ledgerdesk-123456789012.auth.us-east-1.amazoncognito.com",
  ]
  const local = securityHeaders({ origins: signIn, sockets: [] })

  test("is what the door of one's own machine sends, with the sign-in of the stage", () => {
    const override = true
    expect(inputs.securityHeadersConfig).toMatchObject({
      contentSecurityPolicy: { contentSecurityPolicy: local["content-security-policy"], override },
      contentTypeOptions: { override },
      referrerPolicy: { referrerPolicy: local["referrer-policy"], override },
    })
    expect(inputs.customHeadersConfig).toEqual({
      items: [{ header: "cross-origin-opener-policy", value: local["cross-origin-opener-policy"], override }],
    })
    expect(Object.keys(local)).toHaveLength(4)
    expect(local["content-security-policy"]).toContain(`connect-src 'self' ${signIn.join(" ")};`)
  })

  test("keeps browsers on TLS for two years", () => {
    expect(inputs.securityHeadersConfig).toMatchObject({
      strictTransportSecurity: { accessControlMaxAgeSec: 63_072_000, override: true },
    })
  })

  test("goes with the files and with the API's answers", () => {
    expect(defaultCacheBehavior.responseHeadersPolicyId).toBe(physical)
    expect(behaviourOf("/api/*")?.responseHeadersPolicyId).toBe(physical)
  })
})
