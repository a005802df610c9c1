import { join } from "node:path"
import * as z from "zod"
import { lazily, readData } from "#cli/seed/data-file"
import { type Issue, Mood, type Severity } from "#cli/seed/scenario"
import { TemplateOrNothing } from "#cli/seed/slots"

const Ends = z.array(TemplateOrNothing).min(1)
const Likely = z.array(Mood).min(1)

const Moods = z.strictObject({
  /** How a text of each mood begins and ends; "" leaves it out. */
  texts: z.record(Mood, z.strictObject({ opens: Ends, closes: Ends })),
  /** The moods that go with each kind of issue, or else its severity; one that comes more often is more likely. */
  likely: z.strictObject({
    question: Likely,
    praise: Likely,
    minor: Likely,
    normal: Likely,
    serious: Likely,
    critical: Likely,
  }),
})

const read = lazily(() => readData(join(import.meta.dirname, "words", "moods.json"), Moods))

/** How a text of each mood begins and ends; "" leaves it out. */
export const moods = () => read().texts

/** The moods that go with an issue of this severity; one that comes more often is more likely. */
export const moodsFor = (kind: Issue["kind"], severity: Severity): readonly Mood[] => read().likely[kind ?? severity]
