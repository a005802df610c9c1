import type { CommandNameOf } from "#core/engine/aggregate"
import { ticket } from "#core/ticket/ticket"
import { type AccessTable, hidden, no, yes } from "#test/core/access/access-table"
import { submitted } from "#test/support/recorded"

export const ticketAccess: AccessTable<CommandNameOf<typeof ticket>> = {
  of: ticket,
  past: [submitted],
  rows: {
    "submit-ticket": { customer: yes, stranger: hidden, agent: yes, admin: yes, integration: yes, system: no },
    "record-sentiment": { customer: no, stranger: hidden, agent: no, admin: no, integration: no, system: yes },
    "classify-ticket": { customer: no, stranger: hidden, agent: no, admin: no, integration: no, system: yes },
    "draft-response": { customer: no, stranger: hidden, agent: no, admin: no, integration: no, system: yes },
    "approve-draft": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
    "discard-draft": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
    "route-ticket": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: yes },
    "assign-ticket": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
    "unassign-ticket": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
    "change-priority": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
    "post-reply": { customer: yes, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
    "add-note": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
    "pause-ticket": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
    "resume-ticket": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
    "resolve-ticket": { customer: yes, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
    "close-ticket": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
    "reopen-ticket": { customer: yes, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
    "escalate-ticket": { customer: yes, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
    "snooze-ticket": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
    "wake-ticket": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: yes },
    "close-settled-ticket": { customer: no, stranger: hidden, agent: no, admin: no, integration: no, system: yes },
    "record-notification": { customer: no, stranger: hidden, agent: no, admin: no, integration: no, system: yes },
  },
}
