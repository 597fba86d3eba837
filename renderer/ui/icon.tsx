/** Line drawings on a grid of 20, each one path. */
const paths = {
  account: 'M10 10.2a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8M3.5 17c.4-3.2 3.2-4.8 6.5-4.8s6.1 1.6 6.5 4.8',
  add: 'M10 4v12M4 10h12',
  'add-person':
    'M8 10a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 8 10M2.5 16.5c.3-2.8 2.6-4.3 5.5-4.3 1.2 0 2.3.3 3.2.8M15 11v6M12 14h6',
  block: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M5.1 5.1l9.8 9.8',
  check: 'M4 10.5 8 14.5 16 6',
  'chevron-down': 'M5.5 8 10 12.5 14.5 8',
  'chevron-right': 'M8 5.5 12.5 10 8 14.5',
  calendar: 'M4 5.5h12v11H4zM4 9h12M7 3.5v3M13 3.5v3',
  'chevron-left': 'M12 5.5 7.5 10l4.5 4.5',
  'chevron-up': 'M5.5 12 10 7.5l4.5 4.5',
  card: 'M3 5.5A1.5 1.5 0 0 1 4.5 4h11A1.5 1.5 0 0 1 17 5.5v9a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 14.5zM7 10a1.7 1.7 0 1 0 0-3.4A1.7 1.7 0 0 0 7 10M4.8 13.2c.2-1.3 1.1-1.9 2.2-1.9s2 .6 2.2 1.9M11.5 7.5H15M11.5 10.5H15',
  close: 'M5 5l10 10M15 5 5 15',
  computer: 'M3.5 4.5h13v9h-13zM7.5 16.5h5M10 13.5v3',
  console:
    'M6 6.5h8a3.5 3.5 0 0 1 3.5 4l-.4 2.5a1.9 1.9 0 0 1-3.4.8L12.5 12h-5l-1.2 1.8a1.9 1.9 0 0 1-3.4-.8L2.5 10.5A3.5 3.5 0 0 1 6 6.5M6.5 8.5v2M5.5 9.5h2M13.5 9.5v.1',
  copy: 'M7 7h9v9H7zM13 7V4H4v9h3',
  delete: 'M4 6h12M8 6V4h4v2M5.5 6l.7 10h7.6l.7-10M8.5 9v4.5M11.5 9v4.5',
  eye: 'M2 10s3-5.5 8-5.5 8 5.5 8 5.5-3 5.5-8 5.5S2 10 2 10M10 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
  'eye-closed': 'M2.5 8.5S5 13 10 13s7.5-4.5 7.5-4.5M4.5 11.5 3 13.7M10 13v2.7M15.5 11.5 17 13.7',
  export: 'M10 12.5V3.5M6.5 7 10 3.5 13.5 7M4 12v4h12v-4',
  globe:
    'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M3.2 10h13.6M10 3c2.4 2.2 2.4 11.8 0 14M10 3c-2.4 2.2-2.4 11.8 0 14',
  group: 'M3 6V4.5h5L9.5 6H17v10H3z',
  history: 'M3.5 10a6.5 6.5 0 1 0 2.1-4.8M3.5 3.5v3.2h3.2M10 6.5V10l2.5 1.8',
  import: 'M10 3.5v9M6.5 9 10 12.5 13.5 9M4 12v4h12v-4',
  list: 'M7.5 5H16.5M7.5 10H16.5M7.5 15H16.5M3.8 5v.1M3.8 10v.1M3.8 15v.1',
  mail: 'M3 5h14v10H3zM3 5.5l7 5.5 7-5.5',
  menu: 'M4 6h12M4 10h12M4 14h12',
  message:
    'M3.5 5.5A1.5 1.5 0 0 1 5 4h10a1.5 1.5 0 0 1 1.5 1.5v7A1.5 1.5 0 0 1 15 14H9.5L6 17v-3H5a1.5 1.5 0 0 1-1.5-1.5z',
  music: 'M7.5 15V5l8-1.5V13M5.5 17a2 2 0 1 0 0-4 2 2 0 0 0 0 4M13.5 15a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  pencil: 'M4 16l.8-3.2L13 4.5 15.5 7l-8.2 8.2zM11.5 6 14 8.5',
  people:
    'M7.5 9.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6M2.5 16c.3-2.6 2.3-4 5-4s4.7 1.4 5 4M12.8 9.3a2.6 2.6 0 0 0 .3-5.1M14.6 12.2c1.7.5 2.7 1.8 2.9 3.8',
  phone: 'M6.5 3h7v14h-7zM9.5 14.5h1',
  // A text without its format: a letter, struck out.
  'plain-format': 'M5 5.5V4h9v1.5M9.5 4 7.5 13M5.5 13h4M12 12l4.5 4.5M16.5 12 12 16.5',
  // Lines that begin at the right, and an arrow to the left.
  'right-to-left': 'M16.5 4h-9M16.5 8h-6M16.5 12h-9M13 16.5H3.5M6 14l-2.5 2.5L6 19',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11M13 13l4 4',
  shield: 'M10 3l6 2v4.5c0 4-2.5 6.5-6 7.5-3.5-1-6-3.5-6-7.5V5z',
  // Three sliders.
  settings:
    'M4 5.5h6.5M14 5.5h2M4 10h1.5M9 10h7M4 14.5h7M14.5 14.5H16M12.2 7a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4M7.2 11.7a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4M12.8 16.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4',
  'sign-out': 'M8 4H5a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h3M12.5 6.5 16 10l-3.5 3.5M16 10H8',
  star: 'M10 3.2l2.1 4.4 4.8.6-3.5 3.3.9 4.8-4.3-2.4-4.3 2.4.9-4.8L3.1 8.2l4.8-.6z',
  warning: 'M10 3.5 17.5 16.5h-15zM10 8v4M10 14.2v.1',
} as const

/** The name of a drawing. */
export type IconName = keyof typeof paths

/** A line drawing in the colour of the text around it; always beside or inside something that has a name. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width="1.25rem"
      height="1.25rem"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}
