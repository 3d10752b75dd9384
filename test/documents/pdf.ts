/** A text where a page prints it, from its lower left corner, 10 points high. */
export interface Placed {
  readonly text: string
  readonly x: number
  readonly y: number
}

/** A straight line between two points. */
export interface Drawn {
  readonly from: readonly [x: number, y: number]
  readonly to: readonly [x: number, y: number]
}

/** A PDF of pages of text in the Chinese font that every reader knows by name. */
export function pdf(
  pages: readonly (readonly (Placed | Drawn)[])[],
  extra = '',
  onItsSide = false,
): Uint8Array {
  const kids = pages.map((_, i) => `${4 + i * 2} 0 R`).join(' ')
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${extra} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [' +
      '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500 814 907 500]' +
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor ' +
      '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 0 1000 1000] ' +
      '/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>] >>',
    ...pages.flatMap((page, i) => {
      const box = onItsSide ? '842 595' : '595 842'
      const turn = onItsSide ? '0 1 -1 0 842 0 cm\n' : ''
      const marks = page
        .map((mark) =>
          'from' in mark
            ? `${mark.from.join(' ')} m ${mark.to.join(' ')} l S`
            : `BT /F 10 Tf ${mark.x} ${mark.y} Td <${hex(mark.text)}> Tj ET`,
        )
        .join('\n')
      const content = turn + marks
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${box}] /Contents ${5 + i * 2} 0 R ` +
          '/Resources << /Font << /F 3 0 R >> >> >>',
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ]
    }),
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const at = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const xref = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  file += offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

const hex = (text: string): string =>
  [...text].map((c) => c.charCodeAt(0).toString(16).padStart(4, '0')).join('')
