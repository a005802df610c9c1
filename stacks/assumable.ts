/** A trust policy: that service may take the role, and nobody else. SST's own would let the whole account in. */
export const assumableBy = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
  })
