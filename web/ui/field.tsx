import { type ComponentProps, type ReactNode, useId } from "react"

type FieldProps = {
  label: string
  hint?: ReactNode
  error?: string | undefined
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean
}

type Described = { id: string; "aria-describedby"?: string; "aria-invalid"?: true }

const describe = (id: string, { hint, error }: FieldProps): Described => {
  const parts = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean)
  return {
    id,
    ...(parts.length > 0 && { "aria-describedby": parts.join(" ") }),
    ...(error && { "aria-invalid": true as const }),
  }
}

type FrameProps = FieldProps & { id: string; children: ReactNode }

const Frame = ({ id, label, hint, error, hideLabel = false, children }: FrameProps) => (
  <div className="grid content-start gap-1">
    <label htmlFor={id} className={hideLabel ? "sr-only" : "font-medium"}>
      {label}
    </label>
    {children}
    {hint && (
      <p id={`${id}-hint`} className="text-xs text-muted">
        {hint}
      </p>
    )}
    {error && (
      <p id={`${id}-error`} className="text-xs font-medium text-critical">
        {error}
      </p>
    )}
  </div>
)

/** Divides the properties of a field from those of the control in it. */
const divide = <P extends FieldProps>({ label, hint, error, hideLabel, ...control }: P) => ({
  field: {
    label,
    ...(hint !== undefined && { hint }),
    ...(error !== undefined && { error }),
    ...(hideLabel && { hideLabel }),
  },
  control,
})

export const TextField = (props: FieldProps & ComponentProps<"input">) => {
  const { field, control } = divide(props)
  const id = useId()
  return (
    <Frame id={id} {...field}>
      <input autoComplete="off" {...control} {...describe(id, field)} className="control" />
    </Frame>
  )
}

export const TextArea = (props: FieldProps & ComponentProps<"textarea">) => {
  const { field, control } = divide(props)
  const id = useId()
  return (
    <Frame id={id} {...field}>
      <textarea {...control} {...describe(id, field)} className="control resize-y leading-relaxed" />
    </Frame>
  )
}

/** A choice among few; `options` are pairs of value and word. */
export const Choice = (
  props: FieldProps & ComponentProps<"select"> & { options: readonly (readonly [string, string])[] },
) => {
  const { options, ...rest } = props
  const { field, control } = divide(rest)
  const id = useId()
  return (
    <Frame id={id} {...field}>
      <select {...control} {...describe(id, field)} className="control">
        {options.map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
    </Frame>
  )
}
