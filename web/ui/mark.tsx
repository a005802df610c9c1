/** The logo with the name. */
export const Mark = ({ compact = false }: { compact?: boolean }) => (
  <span className="inline-flex items-center gap-2 font-semibold tracking-tight">
    <svg viewBox="0 0 32 32" className="size-6 shrink-0" aria-hidden="true">
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <path
        d="M9 8v16h14M14 10h9M14 15h9M14 20h4"
        className="fill-none stroke-on-accent"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
    <span className={compact ? "sr-only sm:not-sr-only" : ""}>Ledgerdesk</span>
  </span>
)
