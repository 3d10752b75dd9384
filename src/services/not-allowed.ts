import { Problem } from '../errors.ts'
import type { Text } from '../reports/text.ts'
import type { Head, State } from '../store/head.ts'

/** The problem of a step that the state of a report does not allow, and what it does. */
export const notAllowed = (
  { state }: Pick<Head, 'state'>,
  action: string,
  allowed: readonly string[],
): Problem =>
  new Problem('action-not-allowed', {
    state: said(inChinese[state], state),
    action: said(inChinese[action], action),
    allowed: {
      zh: allowed.map((one) => said(inChinese[one], one).zh).join('、') || '无',
      en: allowed.join(', ') || 'nothing',
    },
  })

const said = (zh: string | undefined, code: string): Text => ({
  zh: zh === undefined ? code : `${zh}（${code}）`,
  en: code,
})

/** States and steps as an office calls them; the code goes with each. */
const inChinese: Readonly<Record<State | (string & {}), string>> = {
  draft: '草稿',
  submitted: '已报送',
  returned: '已退回',
  accepted: '已审核',
  published: '已公布',
  edit: '修改',
  discard: '放弃草稿',
  submit: '报送',
  withdraw: '撤回',
  return: '退回',
  accept: '审核通过',
  publish: '公布',
  reopen: '重新开放',
}
