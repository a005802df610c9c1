import { z } from "zod"
import { AwsError, jsonService, type Service } from "#local/service"

const ByName = z.object({ Name: z.string().min(1) })

/**
 * Parameter Store, as far as the commands ask it: GetParameter of the parameters that the desk on this machine has.
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
 */
export const ssm = (parameters: () => Readonly<Record<string, string>>): Service<"ssm"> =>
  jsonService("ssm", {
    GetParameter: async (input) => {
      const { Name } = ByName.parse(input)
      const Value = parameters()[Name]
      if (Value === undefined) throw new AwsError("ParameterNotFound", `There is no parameter ${Name}`)
      return { Parameter: { Name, Type: "String", Value, Version: 1, DataType: "text" } }
    },
  })
