import type { Place } from '../wizard/rail.ts'

/** SVG paths, for a field of 16 by 16. */
export const PLACE_ICONS: Record<Place, string> = {
  mistable: 'M2.5 2.5h4.5v6H2.5zM9 2.5h4.5v3.5H9zM9 8h4.5v5.5H9zM2.5 10.5h4.5v3H2.5z',
  xero: 'M1.5 3h13v10h-13zM1.5 6h13M3.7 4.5h.1M5.5 4.5h.1',
  phone: 'M4.5 1.5h7v13h-7zM7 12.5h2',
  email: 'M1.5 3.5h13v9h-13zM1.5 4l6.5 5 6.5-5',
  here: 'M8 4c-1.500-1-3.500-1.500-6.500-1.500v10c3 0 5 .5 6.500 1.500 1.500-1 3.500-1.500 6.500-1.500v-10c-3 0-5 .5-6.500 1.500zM8 4v10',
}
