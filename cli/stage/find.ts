import { z } from "zod"
import { callAws } from "#cli/stage/aws-call"
import { parameterOf, StageDescription } from "#stacks/described"

const Found = z.object({ Parameter: z.object({ Value: z.string() }) })
const Refusal = z.object({ __type: z.string(), message: z.string().default("") })

const refusal = (text: string) => {
  try {
    return Refusal.parse(JSON.parse(text))
  } catch {
    return { __type: "no answer of SSM", message: text.slice(0, 100) }
  }
}

const ask = (name: string) =>
  callAws({
    service: "ssm",
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AmazonSSM.GetParameter" },
    body: JSON.stringify({ Name: name }),
  })

/** A stage of another version may say something else. */
const described = (name: string, value: string): StageDescription => {
  try {
    return StageDescription.parse(JSON.parse(value))
  } catch (cause) {
    throw new Error(`The parameter ${name} does not describe a stage of this version: deploy the stage again`, {
      cause,
    })
  }
}

/** What a stage says of itself; undefined where the account has none of that name in the region. */
export const findStage = async (stage: string): Promise<StageDescription | undefined> => {
  const name = parameterOf(stage)
  const { status, text } = await ask(name)
  if (status === 200) return described(name, Found.parse(JSON.parse(text)).Parameter.Value)
  const { __type, message } = refusal(text)
  if (__type.endsWith("ParameterNotFound")) return undefined
  throw new Error(`The parameter ${name} cannot be read (${__type}: ${message}): it needs ssm:GetParameter`)
}
