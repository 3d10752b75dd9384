import { parentPort } from 'node:worker_threads'
import { UnreadableDocument } from '../reading.ts'
import { interpret } from './interpret.ts'
import { paperOf } from './paper-of.ts'
import type { Answer, Job } from './reading-thread.ts'

/** The other side of reading-thread.ts: reads one document at a time. */
parentPort?.on('message', async ({ bytes, kind, charset }: Job) => {
  parentPort?.postMessage(await answer(bytes, kind, charset))
})

async function answer(bytes: Uint8Array, kind: string, charset?: string): Promise<Answer> {
  try {
    const { report, ...rest } = interpret(await paperOf(bytes, kind, charset))
    const { format, ...content } = report
    return { reading: { ...rest, report: { ...content, version: format.version } } }
  } catch (error) {
    if (error instanceof UnreadableDocument) return { code: error.code, reason: error.reason }
    return { code: 'damaged', reason: unreadable }
  }
}

const unreadable = {
  zh: '文件有错误，不能读取，请重新保存后提交',
  en: 'The file is faulty and cannot be read: save it anew and send it again',
}
