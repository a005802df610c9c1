import { withPart } from "#cli/docs/generated-part"
import { agreement } from "#cli/eval/agreement"
import { agreed, evaluate, printed } from "#cli/eval/report"
import { isHeldOut, trainingSet } from "#cli/train/training-set"

/** The document whose figures are measured. */
export const judgementGuide = "docs/judgement.md"

/** The guide with its figures as they are measured now. Throws where its markers are missing. */
export const withFigures = (document: string): string => {
  const report = evaluate(trainingSet().filter(isHeldOut), [])
  return withPart(document, judgementGuide, {
    part: "figures",
    content: `${printed(report)}\n\n${agreed(agreement())}`,
  })
}
