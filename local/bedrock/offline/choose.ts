import { evidenceIn } from "#core/ticket/triage/evidence"
import type { Playbook } from "#local/bedrock/offline/playbook"
import { access } from "#local/bedrock/offline/playbooks/access"
import { billing } from "#local/bedrock/offline/playbooks/billing"
import { delivery } from "#local/bedrock/offline/playbooks/delivery"
import { hardware } from "#local/bedrock/offline/playbooks/hardware"
import { software } from "#local/bedrock/offline/playbooks/software"
import { usage } from "#local/bedrock/offline/playbooks/usage"
import type { Category } from "#schemas/ticket/words"

const playbooks: readonly Playbook[] = [...access, ...billing, ...delivery, ...hardware, ...software, ...usage]

export type Words = { issueType: string; subject: string; description: string; category: Category | undefined }

const hits = (text: string, pattern: RegExp): number => new Set(text.toLowerCase().match(pattern) ?? []).size

const points = ({ pattern, category }: Playbook, words: Words): number => {
  const { issueType, subject, description } = words
  const said = 2 * hits(subject, pattern) + hits(description, pattern) + hits(issueType, pattern)
  return said === 0 ? 0 : said + (category === words.category ? 1.5 : 0)
}

const grave = (words: Words): Playbook | undefined =>
  evidenceIn(`${words.subject}.\n${words.description}`)
    .flatMap(({ says }) => playbooks.find(({ evidence }) => evidence === says) ?? [])
    .at(0)

/** The playbook that fits a problem best, or undefined where none does. The earlier one wins a tie. */
export const choosePlaybook = (words: Words): Playbook | undefined => {
  const urgent = grave(words)
  if (urgent) return urgent
  const [best] = playbooks
    .map((playbook) => ({ playbook, points: points(playbook, words) }))
    .toSorted((a, b) => b.points - a.points)
  return best && best.points > 0 ? best.playbook : undefined
}
