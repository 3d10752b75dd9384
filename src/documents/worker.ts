import { parentPort } from 'node:worker_threads'
import type { PrintJob, ReadAnswer, ReadJob } from './job.ts'
import { packed, unpacked } from './job.ts'
import { UnreadableDocument } from './reading.ts'

/**
 * The other side of a lane: reads or prints one document at a time. What it takes is loaded with
 * the first job: a thread that reads needs no printers, and starts the sooner.
 */
parentPort?.on('message', async (job: ReadJob | PrintJob) => {
  parentPort?.postMessage('print' in job ? { bytes: await print(job) } : await read(job))
})

async function read({ bytes, kind, charset }: ReadJob): Promise<ReadAnswer> {
  try {
    const { readBytes } = await import('./read-bytes.ts')
    const reading = await readBytes(bytes, kind, charset)
    return { reading: { ...reading, report: packed(reading.report) } }
  } catch (error) {
    if (error instanceof UnreadableDocument) return { code: error.code, reason: error.reason }
    return { code: 'damaged', reason: unreadable }
  }
}

/** A failure here is ours: it ends the thread, and the caller is told. */
async function print({ print, mediaType, report, about, view }: PrintJob): Promise<Uint8Array> {
  const { printersOf } = await import('./print/index.ts')
  const printer = printersOf[print][mediaType]
  if (printer === undefined) throw new Error(`Nothing is printed as ${mediaType}`)
  return printer.print(unpacked(report), about, view)
}

const unreadable = {
  zh: '文件有错误，不能读取，请重新保存后提交',
  en: 'The file is faulty and cannot be read: save it anew and send it again',
}
