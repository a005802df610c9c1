/// <reference path="../.sst/platform/config.d.ts" />
import { signInOrigins } from "#stacks/auth"
import { livePath } from "#stacks/described"
import { liveCode, pageCode } from "#stacks/edge"
import { hostOf } from "#stacks/gateway"
import type { Stage } from "#stacks/stage"
import { liveStage } from "#stacks/watching/doors"
import { securityHeaders } from "#web/security-headers.ts"

/** Two years, in seconds. */
const secureFor = 2 * 365 * 86_400

/** CloudFront has settings of its own for the headers that browsers know, and takes only others as they are. */
const responseHeaders = (stage: Stage) => {
  // `'self'` covers the WebSocket too: https://www.w3.org/TR/CSP3/#match-url-to-source-expression
  const headers = $util.all(signInOrigins(stage)).apply((origins) => securityHeaders({ origins, sockets: [] }))
  const [opener, override] = ["cross-origin-opener-policy", true] as const
  return new aws.cloudfront.ResponseHeadersPolicy("WebHeaders", {
    name: stage.named("web"),
    securityHeadersConfig: {
      contentSecurityPolicy: { contentSecurityPolicy: headers["content-security-policy"], override },
      contentTypeOptions: { override },
      referrerPolicy: { referrerPolicy: headers["referrer-policy"], override },
      strictTransportSecurity: { accessControlMaxAgeSec: secureFor, override },
    },
    customHeadersConfig: { items: [{ header: opener, value: headers[opener], override }] },
  })
}

/** Runs before CloudFront looks for the answer. */
const onRequest = ({ named }: Stage, name: string, code: string) => {
  const made = new aws.cloudfront.Function(name, {
    name: named(name),
    runtime: "cloudfront-js-2.0",
    publish: true,
    code,
  })
  return [{ eventType: "viewer-request", functionArn: made.arn }]
}

const files = (stage: Stage, bucket: aws.s3.Bucket): aws.types.input.cloudfront.DistributionOrigin => ({
  originId: "files",
  domainName: bucket.bucketRegionalDomainName,
  originAccessControlId: new aws.cloudfront.OriginAccessControl("WebAccess", {
    name: stage.named("web"),
    originAccessControlOriginType: "s3",
    signingBehavior: "always",
    signingProtocol: "sigv4",
  }).id,
})

const gateway = (originId: string, domainName: $util.Output<string>) => ({
  originId,
  domainName,
  customOriginConfig: {
    httpPort: 80,
    httpsPort: 443,
    originProtocolPolicy: "https-only",
    originSslProtocols: ["TLSv1.2"],
  },
})

const reading = ["GET", "HEAD"]
const allMethods = [...reading, "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]

/** CloudFront's policies that AWS manages: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const cachePolicy = (name: "CachingDisabled" | "CachingOptimized") =>
  aws.cloudfront.getCachePolicyOutput({ name: `Managed-${name}` }).apply(({ id }) => id ?? "")

const allButHost = () =>
  aws.cloudfront.getOriginRequestPolicyOutput({ name: "Managed-AllViewerExceptHostHeader" }).apply(({ id }) => id ?? "")

/**
 * Nothing is kept, and everything is handed on but the name that the browser called, by which API Gateway would look for
 * its API. Only a policy that hands on all headers may hand on Authorization.
 */
const toGateway = (targetOriginId: string, pathPattern: string) => ({
  targetOriginId,
  pathPattern,
  viewerProtocolPolicy: "https-only",
  allowedMethods: allMethods,
  cachedMethods: reading,
  cachePolicyId: cachePolicy("CachingDisabled"),
  originRequestPolicyId: allButHost(),
})

/** CloudFront's own name has CloudFront's certificate, whose oldest TLS cannot be chosen. */
const certificate = ({ domain }: Stage["settings"]): aws.types.input.cloudfront.DistributionViewerCertificate =>
  domain
    ? {
        acmCertificateArn: domain.certificateArn,
        sslSupportMethod: "sni-only",
        minimumProtocolVersion: "TLSv1.2_2021",
      }
    : { cloudfrontDefaultCertificate: true }

/**
 * CloudFront would give the error that it got ten seconds ago to whoever comes next, even where it keeps nothing else: the
 * customer's 404 to the agent. These are all that it keeps.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
 */
const freshErrors = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504].map((errorCode) => ({
  errorCode,
  errorCachingMinTtl: 0,
}))

export type Behind = { bucket: aws.s3.Bucket; http: aws.apigatewayv2.Api; live: aws.apigatewayv2.Api }

/**
 * The one address of the desk: the app's files, `/api` and the WebSocket `/api/live`. It keeps no access log, which would
 * hold people's addresses and, with the WebSocket's, their tokens.
 */
export const distribution = (stage: Stage, { bucket, http, live }: Behind): aws.cloudfront.Distribution => {
  const { settings } = stage
  const responseHeadersPolicyId = responseHeaders(stage).id
  return new aws.cloudfront.Distribution("Web", {
    comment: `Ledgerdesk ${settings.stage}`,
    enabled: true,
    isIpv6Enabled: true,
    httpVersion: "http2and3",
    aliases: settings.domain ? [settings.domain.name] : [],
    viewerCertificate: certificate(settings),
    customErrorResponses: freshErrors,
    restrictions: { geoRestriction: { restrictionType: "none" } },
    origins: [files(stage, bucket), gateway("api", hostOf(stage, http)), gateway("live", hostOf(stage, live))],
    defaultCacheBehavior: {
      targetOriginId: "files",
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: reading,
      cachedMethods: reading,
      compress: true,
      cachePolicyId: cachePolicy("CachingOptimized"),
      responseHeadersPolicyId,
      functionAssociations: onRequest(stage, "web-pages", pageCode),
    },
    orderedCacheBehaviors: [
      {
        ...toGateway("live", livePath),
        functionAssociations: onRequest(stage, "web-live", liveCode(liveStage)),
      },
      { ...toGateway("api", "/api/*"), responseHeadersPolicyId },
    ],
  })
}
