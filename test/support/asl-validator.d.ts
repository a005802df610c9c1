declare module "asl-validator" {
  type Result = { isValid: boolean; errorsText: (separator: string) => string }
  /** Checks a state machine's definition. Changes the object that it is given. */
  const validate: (definition: unknown, options?: { checkPaths?: boolean; checkArn?: boolean }) => Result
  export = validate
}
