/** The media that documents come and go in. */
export const textType = 'text/plain'
export const htmlType = 'text/html'
export const csvType = 'text/csv'
export const pdfType = 'application/pdf'
export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const excelType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** What Word, Excel and WPS wrote until 2003, and still do where they are asked to. */
export const oldWordType = 'application/msword'
export const oldExcelType = 'application/vnd.ms-excel'
export const rtfType = 'application/rtf'
/** Bytes of which the sender does not know what they are: they say it themselves. */
export const unknownType = 'application/octet-stream'

/** The types a report is read from. */
export const readTypes = [
  textType,
  htmlType,
  wordType,
  excelType,
  oldWordType,
  oldExcelType,
  rtfType,
  pdfType,
  unknownType,
] as const

/** The media that data go in. */
export const ndjsonType = 'application/x-ndjson'
export const sdmxType = 'application/vnd.sdmx.data+csv'
export const packageType = 'application/vnd.datapackage+json'
