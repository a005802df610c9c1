import type { ComponentProps } from "react"

type Variant = "primary" | "plain" | "quiet" | "danger"
type Size = "normal" | "large"

const base =
  "inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors disabled:opacity-60 aria-disabled:opacity-60"

const sizes: Record<Size, string> = { normal: "min-h-8.5 px-3 py-1", large: "min-h-10 px-4 py-2 text-base" }

const variants: Record<Variant, string> = {
  primary: "border-transparent bg-accent text-on-accent enabled:hover:bg-accent-strong",
  plain: "border-edge bg-surface enabled:hover:bg-sunken",
  quiet: "border-transparent text-accent enabled:hover:bg-accent-soft",
  danger: "border-critical bg-surface text-critical enabled:hover:bg-critical-soft",
}

/** The look of a button, for links that act as one. */
export const buttonClass = (variant: Variant = "plain", size: Size = "normal") =>
  `${base} ${sizes[size]} ${variants[variant]}`

type Props = Omit<ComponentProps<"button">, "className"> & { variant?: Variant; size?: Size; busy?: boolean }

/** `busy` tells that the request is on its way and keeps a second click from starting another. */
export const Button = ({ variant = "plain", size = "normal", busy = false, type = "button", ...rest }: Props) => (
  <button
    {...rest}
    type={type}
    disabled={rest.disabled || busy}
    aria-busy={busy}
    className={buttonClass(variant, size)}
  />
)
