import type { Text } from '../../reports/text.ts'
import type { Piece } from './paper.ts'

/** In the text of a reader, where a picture or another file stands in the document. */
export const EMBEDDED = '\ufffc'

/** A character that only its font shows. */
export const UNKNOWN = '\ufffd'

/** A piece without the pictures in its text; where nothing else stands there, it says so. */
export function withoutEmbedded(piece: Piece): Piece {
  if (!piece.text.includes(EMBEDDED)) return piece
  const text = piece.text.replaceAll(EMBEDDED, '').trim()
  return text === '' ? { ...piece, text, doubt: embedded } : { ...piece, text }
}

/** Whether nothing but a picture or another file stands here. */
export const isEmbedded = ({ text, doubt }: Piece): boolean => text === '' && doubt === embedded

const embedded: Text = {
  zh: '这里是图片或嵌入的文件，其中的内容不能读取；请改为表格和文字',
  en: 'A picture or an embedded file stands here and is not read: use a table and text instead',
}
