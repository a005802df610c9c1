import { GetParameterCommand, ParameterNotFound, SSMClient } from "@aws-sdk/client-ssm"
import { asking } from "#cli/deploy/stage/asking"
import { parameterOf, StageDescription } from "#stacks/described"

/** A stage of another version may say something else of itself. */
export class OtherVersion extends Error {}

const described = (name: string, value: string): StageDescription => {
  try {
    return StageDescription.parse(JSON.parse(value))
  } catch (cause) {
    throw new OtherVersion(`The parameter ${name} does not describe a stage of this version: deploy the stage again`, {
      cause,
    })
  }
}

const readValue = async (name: string): Promise<string | undefined> => {
  const ssm = new SSMClient({})
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name }))
    return Parameter?.Value
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined
    throw error
  } finally {
    ssm.destroy()
  }
}

/**
 * What a stage says of itself; undefined where the account has none of that name in the region. Throws OtherVersion, and
 * one line where AWS cannot be asked.
 */
export const findStage = async (stage: string): Promise<StageDescription | undefined> => {
  const name = parameterOf(stage)
  const value = await asking(`ssm:GetParameter of ${name}`, () => readValue(name))
  return value === undefined ? undefined : described(name, value)
}
