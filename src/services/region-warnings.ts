import type { Text } from '../reports/text.ts'
import type { Region } from '../store/region-store.ts'

/**
 * What is odd about a region's code beside that of the region above it. GB/T 2260 lets a code tell
 * where it belongs, and development zones and functional areas break that rule; so it is said and
 * not refused.
 */
export function regionWarnings({ code, parent }: Pick<Region, 'code' | 'parent'>): Text[] {
  if (parent === null) return []
  if (parent.length === 9) {
    return [{ zh: `${parent} 是乡级代码，其下不应再有区划`, en: `${parent} is a township` }]
  }
  if (parent === '000000' || parent === '100000') return []
  const prefix = code.length === 9 ? parent : parent.replace(/(00){1,2}$/, '')
  if (code.startsWith(prefix) && code !== parent) return []
  return [
    {
      zh: `代码 ${code} 不以上级 ${parent} 的“${prefix}”开头（GB/T 2260）`,
      en: `${code} does not begin with ${prefix}, as what lies in ${parent} does (GB/T 2260)`,
    },
  ]
}
