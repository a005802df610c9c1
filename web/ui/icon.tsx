/** Drawn on a grid of 24, in lines of the text's colour. */
const shapes = {
  warning: "M12 4 2.8 20h18.4L12 4ZM12 10v4.5M12 17.2v.3",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 11v5M12 7.6v.3",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM16 16l4.5 4.5",
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6 6 18",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5",
  flag: "M6 21V4h11l-2 4 2 4H6",
  route: "M5 6h9a4 4 0 0 1 0 8h-4a3 3 0 0 0 0 6h9M16 17l3 3-3 3M5 3.5v5",
  check: "M5 12.5 10 17.5 19 7",
  pause: "M9 6v12M15 6v12",
  moon: "M19 14.5A8 8 0 0 1 9.5 5a8 8 0 1 0 9.5 9.5Z",
  play: "M8 5.5v13l10-6.5-10-6.5Z",
  up: "M12 19V6M6 11.5 12 5.5l6 6",
  again: "M5 12a7 7 0 1 0 2.3-5.2M5 4v4h4",
  bell: "M6 17V11a6 6 0 0 1 12 0v6M4 17h16M10.5 20h3",
  tag: "M4 4h8l8 8-8 8-8-8V4ZM8.2 8.2v.1",
  pen: "M5 19l1-4L16.5 4.5l3 3L9 18l-4 1Z",
  mail: "M3.5 6h17v12h-17zM4 7l8 6 8-6",
  dot: "M12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z",
  out: "M10 5H5v14h5M14 8l4 4-4 4M18 12H9",
  plus: "M12 5v14M5 12h14",
  spark: "M12 3.5l1.9 5.6L19.5 11l-5.6 1.9L12 18.5l-1.9-5.6L4.5 11l5.6-1.9L12 3.5Z",
  smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8.5 14c1 1.5 2.2 2.2 3.5 2.2s2.5-.7 3.5-2.2M9 9.5v.4M15 9.5v.4",
  frown: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8.5 16c1-1.5 2.2-2.2 3.5-2.2s2.5.7 3.5 2.2M9 9.5v.4M15 9.5v.4",
  neutral: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8.5 15h7M9 9.5v.4M15 9.5v.4",
  mixed: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8 15.5c1.3-1.6 2.6-1.6 4 0s2.7 1.6 4 0M9 9.5v.4M15 9.5v.4",
}

export type IconName = keyof typeof shapes

/** Decoration beside text: hidden from screen readers. */
export const Icon = ({ name, size = "size-4" }: { name: IconName; size?: string }) => (
  <svg
    viewBox="0 0 24 24"
    className={`${size} shrink-0 fill-none stroke-current`}
    strokeWidth="2"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={shapes[name]} />
  </svg>
)
