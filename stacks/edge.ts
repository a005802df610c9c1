import { namesFile } from "#web/files.ts"

/**
 * What CloudFront does to a request before it looks for the answer, in the JavaScript of CloudFront Functions:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
const onRequest = (statement: string) => `function handler(event) {
  const request = event.request;
  ${statement}
  return request;
}
`

/** Every page of the app is index.html; a file that is not there stays one that is not there. */
export const pageCode = onRequest(`if (!${namesFile}.test(request.uri)) request.uri = "/index.html";`)

/** The WebSocket API answers at its stage only. */
export const liveCode = (stage: string): string => onRequest(`request.uri = "/${stage}";`)
