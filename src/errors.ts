import type { Text } from './reports/text.ts'

/**
 * Every problem the service answers with, in one place. The code is the contract: it is never
 * renamed or given to another problem. `{names}` in a detail are filled in where it is raised.
 */
interface Entry {
  readonly status: number
  readonly title: Text
  /** What happened and how to mend it. */
  readonly detail: Text
}

export const catalogue = {
  'malformed-json': entry(
    400,
    '请求体不是有效的 JSON',
    'The body is not valid JSON',
    '{reason}',
    '{reason}',
  ),
  'invalid-body': entry(
    400,
    '请求体不符合规定的格式',
    'The body has the wrong shape',
    '有 {count} 处不符合要求，逐项列在 errors 中，请改正后重新提交。',
    '{count|member is not as it|members are not as they} should be; each is listed in errors.',
  ),
  'invalid-parameters': entry(
    400,
    '请求参数不正确',
    'The parameters are wrong',
    '有 {count} 个参数不符合要求，逐项列在 errors 中。',
    '{count|parameter is not as it|parameters are not as they} should be; each is listed in errors.',
  ),
  'malformed-http': entry(
    400,
    '不是有效的 HTTP 请求',
    'No valid HTTP request',
    '收到的内容不符合 HTTP，连接已关闭。',
    'What was sent is not as HTTP has it; the connection is closed.',
  ),
  'malformed-address': entry(
    400,
    '地址编码有误',
    'The address is malformed',
    '地址须按 UTF-8 作百分号编码：汉字不能直接写在地址里，百分号后须是有效的 UTF-8。',
    'An address is percent-encoded as UTF-8: Chinese cannot stand in it as it is, and what follows the signs must be valid.',
  ),
  'invalid-cursor': entry(
    400,
    '分页游标无效',
    'The cursor is not valid',
    '游标只能取自上一页的 next，且查询条件不得改变。',
    'Take the cursor from the page before, and keep the same filters.',
  ),
  'invalid-idempotency-key': entry(
    400,
    'Idempotency-Key 不正确',
    'The Idempotency-Key is not valid',
    'Idempotency-Key 应为 1 至 255 个可见 ASCII 字符，可加双引号。',
    'An Idempotency-Key has 1 to 255 visible ASCII characters, in double quotes or bare.',
  ),
  'invalid-digest': entry(
    400,
    '摘要头写法有误',
    'The digest header is malformed',
    '{header} 应写作 sha-256=:Base64:（RFC 9530），多个之间以逗号分隔。',
    '{header} is written sha-256=:base64: (RFC 9530), several apart by commas.',
  ),
  'digest-mismatch': entry(
    400,
    '内容与所附摘要不符',
    'The body does not have its digest',
    '收到的内容与 {header} 不符，可能在传输中被改动；未作任何处理。',
    'What arrived is not what {header} says: it was changed on the way, and was not acted on.',
  ),
  unauthenticated: entry(
    401,
    '缺少密钥或密钥无效',
    'No valid key',
    '请在 Authorization 头中以 Bearer 方式提供有效密钥。',
    'Send a valid key as "Authorization: Bearer <key>".',
  ),
  forbidden: entry(403, '无权进行此操作', 'Not allowed', '{reason}', '{reason}'),
  'route-not-found': entry(
    404,
    '没有此地址',
    'No such address',
    '没有 {method} {path}，可用的地址见 /openapi.json。',
    'There is no {method} {path}; /openapi.json lists what there is.',
  ),
  'report-not-found': entry(
    404,
    '没有此报告',
    'No such report',
    '没有可供查阅的 {agency} {year} 年报告。',
    'There is no report of {agency} for {year} that you may see.',
  ),
  'revision-not-found': entry(
    404,
    '没有此版本',
    'No such revision',
    '该报告没有第 {revision} 版。',
    'The report has no revision {revision}.',
  ),
  'window-not-found': entry(
    404,
    '没有单独设定报送窗口',
    'No window of its own',
    '区划 {region} 没有为 {year} 年度单独设定报送窗口。',
    'Region {region} has no window of its own for {year}.',
  ),
  'extension-not-found': entry(
    404,
    '没有延期',
    'No such extension',
    '{agency} 在 {year} 年度没有延期或单独开放。',
    '{agency} has no extension for {year}.',
  ),
  'exemption-not-found': entry(
    404,
    '没有免报',
    'No such exemption',
    '{agency} 在 {year} 年度没有免报。',
    '{agency} is not exempt for {year}.',
  ),
  'document-not-found': entry(
    404,
    '没有原始文件',
    'No filed original',
    '第 {revision} 版是以 JSON 报送的，没有原始文件。',
    'Revision {revision} was sent as JSON; there is no document to it.',
  ),
  'finding-not-found': entry(
    404,
    '没有此项核查结果',
    'No such finding',
    '该报告当前没有编号为 {fingerprint} 的核查结果。',
    'The report has no finding {fingerprint} at present.',
  ),
  'agency-not-found': entry(
    404,
    '没有此单位',
    'No such agency',
    '没有可供查阅的单位 {agency}：尚未登记，或不在当前密钥的范围内。',
    'There is no agency {agency} for this key: it is not registered, or lies outside the scope of the key.',
  ),
  'region-not-found': entry(
    404,
    '没有此行政区划',
    'No such region',
    '名录中没有区划代码 {region}。',
    'The register has no region {region}.',
  ),
  'format-not-found': entry(
    404,
    '没有此格式',
    'No such format',
    '没有格式 {format}，现有：{known}。',
    'There is no format {format}; there are {known}.',
  ),
  'rule-not-found': entry(
    404,
    '没有此规则',
    'No such rule',
    '没有规则 {rule}，全部规则见 /v1/rules。',
    'There is no rule {rule}; /v1/rules lists them all.',
  ),
  'ruleset-not-found': entry(
    404,
    '没有此规则集',
    'No such ruleset',
    '没有规则集 {ruleset}，现有：{known}。',
    'There is no ruleset {ruleset}; there are {known}.',
  ),
  'client-not-found': entry(
    404,
    '没有此密钥',
    'No such client',
    '没有可撤销的密钥 {client}。',
    'There is no client {client} to revoke.',
  ),
  'job-not-found': entry(
    404,
    '没有此任务',
    'No such job',
    '没有可供查阅的任务 {job}；任务结束七天后不再保留。',
    'There is no job {job} that you may see; jobs are kept for seven days after they end.',
  ),
  'receipt-not-found': entry(
    404,
    '没有回执',
    'No such receipt',
    '{agency} {year} 年报告尚未报送，没有回执。',
    'Nothing was submitted for {agency} {year} that has a receipt.',
  ),
  'problem-not-found': entry(
    404,
    '没有此问题代码',
    'No such problem',
    '没有问题代码 {code}。',
    'There is no problem {code}.',
  ),
  'method-not-allowed': entry(
    405,
    '此地址不支持该方法',
    'Method not allowed',
    '{path} 支持：{allow}。',
    '{path} takes {allow}.',
  ),
  'not-acceptable': entry(
    406,
    '不能提供所要求的格式',
    'Not acceptable',
    '可提供：{known}。',
    'It is available as {known}.',
  ),
  'request-timeout': entry(
    408,
    '请求未在时限内到齐',
    'The request did not arrive in time',
    '请求头须在 {headers} 秒内、整个请求须在 {whole} 秒内送达，连接已关闭。',
    'Headers have {headers} seconds to arrive and the whole request {whole}; the connection is closed.',
  ),
  'action-not-allowed': entry(
    409,
    '当前状态不允许此操作',
    'The state does not allow this',
    '报告处于“{state}”状态，不能进行“{action}”；可进行：{allowed}。',
    'The report is {state}, so it cannot {action}; allowed now: {allowed}.',
  ),
  'not-yet-open': entry(
    409,
    '尚未开始受理',
    'Not yet open',
    '{year} 年度年报自 {opens} 起受理。',
    'Reports for {year} are taken from {opens} on.',
  ),
  'year-locked': entry(
    409,
    '年度已锁定',
    'The year is locked',
    '{year} 年度已于 {closed} 截止受理（{reason}）。确需报送的，由主管部门单独开放。',
    'The year {year} was closed after {closed} ({reason}). The supervising office can open it for one agency.',
  ),
  'unchanged-resubmission': entry(
    409,
    '内容没有变化',
    'Nothing has changed',
    '报告退回后内容未作修改，核查结果也未另作说明，不能原样重新提交。',
    'Since it was returned the report has not changed and no finding was answered; it cannot be submitted again as it is.',
  ),
  'unchanged-correction': entry(
    409,
    '更正内容与现有版本相同',
    'The correction changes nothing',
    '提交的内容与第 {revision} 版完全相同，无需更正。',
    'What was sent equals revision {revision}; there is nothing to correct.',
  ),
  'years-filed': entry(
    409,
    '已报送年度不在起止年度之内',
    'Reports stand for other years',
    '{agency} 报送的 {years} 年度年报仍然有效，起止年度须包括这些年度。',
    'Reports of {agency} stand for {years}; the years it is a filer must hold them.',
  ),
  'job-ended': entry(
    409,
    '任务已结束',
    'The job has ended',
    '任务处于“{state}”状态，不能取消。',
    'The job is {state} and cannot be cancelled.',
  ),
  'request-in-progress': entry(
    409,
    '同一请求正在处理',
    'The same request is still running',
    '带有此 Idempotency-Key 的请求尚未处理完，请稍后重试。',
    'The request with this Idempotency-Key has not been answered yet; try again shortly.',
  ),
  'answer-lost': entry(
    409,
    '请求已执行，但应答已丢失',
    'The request was carried out, its answer is lost',
    '带有此 Idempotency-Key 的请求已经执行，不会重复执行；请重新读取当前状态。',
    'The request with this Idempotency-Key was carried out and is not repeated; read how things stand now.',
  ),
  'version-mismatch': entry(
    412,
    '报告已被他人修改',
    'The report has changed',
    '现为 {etag}，此后的改动列在 current 中，请重新读取后再修改。',
    'It is now {etag}; current lists what has changed since. Read it again before you change it.',
  ),
  'entry-changed': entry(
    412,
    '登记信息已被他人修改',
    'The entry has changed',
    '{entry} 现为 {etag}，请重新读取后再修改。',
    '{entry} is now {etag}. Read it again before you change it.',
  ),
  'report-exists': entry(
    412,
    '报告已存在',
    'The report exists',
    '要求仅在不存在时创建，但报告已存在（{etag}）。',
    'It was to be created only if absent, but it exists ({etag}).',
  ),
  'ruleset-in-force': entry(
    409,
    '该规则集已经启用',
    'The ruleset is in force already',
    '规则集 {ruleset} 正在使用。',
    'Ruleset {ruleset} is the one in force.',
  ),
  'body-too-large': entry(
    413,
    '请求体过大',
    'The body is too large',
    '上限为 {limit} 字节。',
    'The limit is {limit} bytes.',
  ),
  'line-too-long': entry(
    413,
    '一行过长',
    'A line is too long',
    '每行上限为 {limit} 字节。',
    'A line holds at most {limit} bytes.',
  ),
  'too-long-to-check': entry(
    422,
    '核查超时',
    'Checking takes too long',
    '正文过长，未能在时限内核查完毕；请删去与报告无关的内容，或将一组报告分批核查。',
    'The text is too long to be checked in time: leave out what is no part of the report, or send a set in parts.',
  ),
  'too-many-items': entry(
    413,
    '批量条目过多',
    'Too many items',
    '一次最多 {limit} 条。',
    'A batch holds at most {limit} items.',
  ),
  'uri-too-long': entry(
    414,
    '地址过长',
    'The address is too long',
    '地址中的某一部分过长。',
    'A part of the address is too long.',
  ),
  'unsupported-media-type': entry(
    415,
    '不支持的内容类型',
    'Unsupported media type',
    '请以下列类型之一发送：{known}。',
    'Send one of {known}.',
  ),
  'unsupported-encoding': entry(
    415,
    '不支持压缩的请求体',
    'The body is encoded',
    '请求体不能以 Content-Encoding: {encoding} 发送，请按原样发送。',
    'A body is not taken with Content-Encoding: {encoding}; send it as it is.',
  ),
  'unsupported-document': entry(
    415,
    '不支持的文件类型',
    'Unsupported kind of document',
    '{reason}。',
    '{reason}.',
  ),
  'expectation-failed': entry(
    417,
    '不支持的 Expect',
    'An expectation that cannot be met',
    'Expect 头只支持 100-continue。',
    'Expect takes 100-continue alone.',
  ),
  'unreadable-document': entry(
    422,
    '无法读取文档',
    'The document cannot be read',
    '{reason}',
    '{reason}',
  ),
  'ambiguous-document': entry(
    422,
    '文档有无法确定的内容',
    'The document is ambiguous',
    '有 {count} 处无法在不猜测的情况下读取，逐项列在 errors 中。',
    '{count|place|places} cannot be read without guessing; each is listed in errors.',
  ),
  'no-format-for-year': entry(
    422,
    '该年度没有法定格式',
    'No format for the year',
    '{year} 年没有本服务支持的年报格式（支持 {from} 年起）。',
    'No format covers {year}; the first year covered is {from}.',
  ),
  'year-not-stated': entry(
    422,
    '没有说明报告年度',
    'The year is not stated',
    '请用 year 参数说明报告年度，或在标题、统计期限中写明。',
    'Say which year with the parameter year, or in the title or period.',
  ),
  'another-agency': entry(
    422,
    '这是其他单位的报告',
    'A report of another agency',
    '报告标题属于“{stated}”，而地址中的单位是“{filer}”。',
    'The report says it is of {stated}, while the address names {filer}.',
  ),
  'not-expected': entry(
    422,
    '该单位该年度无须报送',
    'No report is expected',
    '{agency} 在名录中的报送年度为 {years}。',
    '{agency} is registered as a filer {years}.',
  ),
  'window-out-of-order': entry(
    422,
    '报送窗口的日期有误',
    'The days of the window are wrong',
    '有 {count} 处不符合要求，逐项列在 errors 中。',
    '{count|member is not as it|members are not as they} should be; each is listed in errors.',
  ),
  'remark-misplaced': entry(
    422,
    '批注位置有误',
    'A remark has no such place',
    '有 {count} 条批注的位置不在该版本中，逐项列在 errors 中。',
    '{count|remark stands|remarks stand} at places the revision does not have; each is listed in errors.',
  ),
  'public-url-misplaced': entry(
    422,
    '公布地址只能随公布给出',
    'A public address goes with publishing',
    'publicUrl 只能与 publish 一起给出。',
    'publicUrl can only be given with publish.',
  ),
  'too-many-decimals': entry(
    422,
    '金额小数位过多',
    'Too many decimals',
    '金额以万元计，最多六位小数。',
    'Money is in 万元 with at most six decimals.',
  ),
  'findings-stand': entry(
    422,
    '报告存在未处理的核查结果',
    'Findings stand in the way',
    '有 {errors} 项强制性错误未改正（或未获豁免），{warnings} 项核实内容未作说明，逐项列在 errors 中。',
    '{errors|error is|errors are} neither mended nor waived and {warnings|warning lacks|warnings lack} an explanation; each is listed in errors.',
  ),
  'hollow-explanation': entry(
    422,
    '说明没有实质内容',
    'The explanation says nothing',
    '{reason}',
    '{reason}',
  ),
  'not-explainable': entry(
    422,
    '此项不能以此方式处理',
    'The finding takes no such answer',
    '{reason}',
    '{reason}',
  ),
  'idempotency-key-reused': entry(
    422,
    'Idempotency-Key 已用于另一请求',
    'The Idempotency-Key belongs to another request',
    '此 Idempotency-Key 已用于内容不同的请求，请为新的请求换用新的键。',
    'A different request was made with this Idempotency-Key; take a new key for a new request.',
  ),
  'report-twice': entry(
    422,
    '同一报告出现两次',
    'A report is there twice',
    '{agency} {year} 年报告在同一批（组）中只能出现一次。',
    'A batch done as one, or a set, holds the report of {agency} for {year} only once.',
  ),
  'batch-undone': entry(
    424,
    '批次未执行',
    'The batch was not carried out',
    '批次须全部成功，因其他条目被拒绝，此条未作任何更改。',
    'Other items were refused, so nothing was changed here either: the batch is done as one.',
  ),
  'reason-required': entry(
    422,
    '须说明更正理由',
    'A reason is required',
    '更正已审核或已公布的报告，须用 reason 参数说明理由。',
    'To correct an accepted or published report, give the parameter reason.',
  ),
  'unknown-region': entry(
    422,
    '区划代码不在名录中',
    'The region is not registered',
    '名录中没有区划代码 {region}，请先登记。',
    'The register has no region {region}; register it first.',
  ),
  'region-cycle': entry(
    422,
    '上级区划不能在其自身之下',
    'A region below itself',
    '{parent} 在 {region} 之下，不能作为其上级。',
    '{parent} lies below {region} and cannot be above it.',
  ),
  'unknown-agency': entry(
    422,
    '单位不在名录中',
    'The agency is not registered',
    '名录中没有单位 {agency}，请先登记。',
    'The register has no agency {agency}; register it first.',
  ),
  'wrong-uscc': entry(
    422,
    '统一社会信用代码校验不符',
    'The USCC fails its check digit',
    '{uscc} 的校验位应为 {expected}。',
    'The check character of {uscc} should be {expected}.',
  ),
  'validity-reversed': entry(
    422,
    '起止年度颠倒',
    'The years are reversed',
    '起始年度 {from} 晚于终止年度 {to}。',
    'It begins in {from}, after it ends in {to}.',
  ),
  'own-predecessor': entry(
    422,
    '单位不能是自己的前身',
    'Its own predecessor',
    '{agency} 不能列为自己的前身。',
    '{agency} cannot be its own predecessor.',
  ),
  'read-only-member': entry(
    422,
    '所填内容不能由此修改',
    'A member that cannot be changed here',
    '有 {count} 项与现有内容不同而不能由此修改，逐项列在 errors 中。',
    '{count|member differs|members differ} from what holds and cannot be changed here; each is listed in errors.',
  ),
  'unknown-predecessor': entry(
    422,
    '前身不在名录中',
    'The predecessor is not registered',
    '名录中没有前身单位 {predecessor}，请先登记。',
    'The register has no agency {predecessor}; register it first.',
  ),
  'invalid-row': entry(
    422,
    '此行有误',
    'The row is wrong',
    '有 {count} 处不符合要求，逐项列在 errors 中。',
    '{count|field is not as it|fields are not as they} should be; each is listed in errors.',
  ),
  'row-repeated': entry(
    422,
    '单位重复',
    'The agency is listed twice',
    '{id} 已在第 {row} 行列出。',
    '{id} stands in row {row} already.',
  ),
  'unknown-columns': entry(
    422,
    '表头有误',
    'The headings are wrong',
    '有 {count} 处不符合要求，逐项列在 errors 中。',
    '{count|heading is not as it|headings are not as they} should be; each is listed in errors.',
  ),
  'too-many-rows': entry(
    422,
    '行数过多',
    'Too many rows',
    '一次最多 {most} 行，请分批导入。',
    'At most {most} rows are taken at once; send the table in parts.',
  ),
  'scope-required': entry(422, '密钥缺少范围', 'The key has no scope', '{reason}', '{reason}'),
  'too-many-groups': entry(
    422,
    '分组过多',
    'Too many groups',
    '一次最多返回 {most} 组，请缩小范围。',
    'At most {most} groups are answered at once; ask for a smaller region.',
  ),
  'sum-too-large': entry(
    422,
    '合计超出可精确表示的范围',
    'A sum is too large',
    '合计超过 2^53，无法精确表示，未作任何更改。',
    'A sum would pass 2^53 and could not be kept exactly; nothing was changed.',
  ),
  'read-too-long': entry(
    422,
    '查询耗时过长',
    'The question takes too long',
    '查询超过两分钟，已停止；请缩小地区或年度范围。',
    'It took over two minutes and was stopped: ask for a smaller region or fewer years.',
  ),
  'not-comparable': entry(
    422,
    '所选年度之间不可比',
    'Not comparable across the years',
    '{cell} 在 {from}—{to} 年的报告所用的不同格式之间不可相加：请查询全部使用同一格式的年度，或用 GET /v1/reports 的 format 分别列出。',
    '{cell} is not added across the formats that the reports of {from} to {to} are on: ask for a year in which all are on one, or list those of each with `format` of GET /v1/reports.',
  ),
  'not-a-government': entry(
    422,
    '不是政府年报',
    'No report of a government',
    '{agency} 不是本级政府，没有所属机关可供核对。',
    '{agency} is no government, and has nobody below it to reconcile with.',
  ),
  'precondition-required': entry(
    428,
    '须说明所依据的版本',
    'A precondition is required',
    '修改已有内容须在 If-Match 头中给出读取时的 ETag（现为 {etag}）。',
    'To change what exists send the ETag you read as If-Match (now {etag}).',
  ),
  'too-many-requests': entry(
    429,
    '请求过于频繁',
    'Too many requests',
    '请在 {seconds} 秒后重试。',
    'Try again in {seconds} seconds.',
  ),
  'headers-too-large': entry(
    431,
    '请求头过大',
    'The headers are too large',
    '请缩短请求头。',
    'Send shorter headers.',
  ),
  internal: entry(
    500,
    '服务内部错误',
    'Internal error',
    '错误已记录，请附上 requestId 联系管理员。',
    'It has been logged; quote the requestId to the operator.',
  ),
  busy: entry(
    503,
    '服务繁忙',
    'The service is busy',
    '请稍后重试，未作任何更改。',
    'Nothing was changed; try again shortly.',
  ),
  stopping: entry(
    503,
    '服务正在停止',
    'The service is stopping',
    '请稍后在新的连接上重试，未作任何更改。',
    'Nothing was changed; try again shortly, on a new connection.',
  ),
  'issuer-unavailable': entry(
    503,
    '暂时无法核验令牌',
    'Tokens cannot be checked',
    '无法取得身份提供方的公钥，请稍后重试，或改用本服务的密钥。',
    'The keys of the identity provider cannot be had; try again shortly, or use a key of this service.',
  ),
  'storage-unavailable': entry(
    503,
    '暂时无法写入',
    'Storage is unavailable',
    '磁盘已满或只读，未作任何更改；读取不受影响。',
    'The disk is full or read-only; nothing was changed and reads go on.',
  ),
} as const satisfies Record<string, Entry>

function entry(status: number, titleZh: string, titleEn: string, zh: string, en: string): Entry {
  return { status, title: { zh: titleZh, en: titleEn }, detail: { zh, en } }
}

export type ProblemCode = keyof typeof catalogue

/** One thing that is wrong: a member of the body, a parameter, a header or a place in a document. */
export interface Fault {
  readonly pointer?: string
  readonly parameter?: string
  readonly header?: string
  readonly code: string
  readonly message: Text
}

type Values = Readonly<Record<string, string | number | Text>>

/** Thrown anywhere; the problems plugin turns it into `application/problem+json`. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly values: Values
  readonly faults: readonly Fault[]
  readonly headers: Readonly<Record<string, string>>
  /** Members of the body that this problem alone has. */
  readonly members: Readonly<Record<string, unknown>>

  constructor(
    code: ProblemCode,
    values: Values = {},
    more: Partial<Pick<Problem, 'faults' | 'headers' | 'members'>> = {},
  ) {
    super(code)
    this.code = code
    this.values = values
    this.faults = more.faults ?? []
    this.headers = more.headers ?? {}
    this.members = more.members ?? {}
  }
}
