import type { ProblemCode } from './errors.ts'
import type { Text } from './reports/text.ts'

/** What whoever meets a problem is to do about it, whatever the detail says of the case. */
export const remedies: Readonly<Record<ProblemCode, Text>> = {
  'malformed-json': said(
    '按 detail 指出的位置改正 JSON：UTF-8 编码、成员不得重复、嵌套不得过深。',
    'Mend the JSON where the detail says: UTF-8, no member twice, not nested too deep.',
  ),
  'invalid-body': said(
    '逐项改正 errors 中 pointer 所指的成员；多余的成员须删去。',
    'Mend every member that a pointer in errors names; leave out what is not known.',
  ),
  'invalid-parameters': said(
    '逐项改正 errors 中 parameter 所指的参数或 header 所指的请求头；参数名写错也会列出。',
    'Mend every parameter or header that errors names; a name that is misspelt is among them.',
  ),
  'malformed-http': said(
    '检查客户端或中间代理发出的内容；HTTP/1.1 须有 Host 头。',
    'See what the client, or a proxy on the way, sends; HTTP/1.1 needs a Host.',
  ),
  'malformed-address': said(
    '对地址按 UTF-8 作百分号编码，请求行须符合 HTTP。',
    'Percent-encode the address as UTF-8, and send a request line as HTTP has it.',
  ),
  'invalid-cursor': said(
    '从第一页重新开始，游标只取自 next，查询条件保持不变。',
    'Begin again at the first page; take cursors from next alone and keep the filters.',
  ),
  'invalid-digest': said(
    '按 RFC 9530 书写，或不带此头。',
    'Write it as RFC 9530 has it, or leave it out.',
  ),
  'digest-mismatch': said(
    '按原文件重新计算摘要并重新发送。',
    'Take the digest of the original file again, and send it again.',
  ),
  'invalid-idempotency-key': said('换用例如 UUID 的键。', 'Take a key such as a UUID.'),
  unauthenticated: said(
    '检查密钥是否完整、是否已撤销或过期；需要时请管理员另发。',
    'See whether the key is whole, revoked or expired; ask an admin for another.',
  ),
  forbidden: said(
    '换用具有相应角色和范围的密钥；GET /v1/me 列出当前密钥的角色和范围。',
    'Use a key with the role and scope for it; GET /v1/me says what this one has.',
  ),
  'route-not-found': said('在 /openapi.json 中查对地址。', 'Look the address up in /openapi.json.'),
  'report-not-found': said(
    '核对单位和年度；未报送的草稿只有报送单位和主管部门可见。',
    'Check agency and year; a draft is seen by its agency and its supervising office only.',
  ),
  'revision-not-found': said(
    '在 GET …/revisions 中查对版本号。',
    'Look the number up in GET …/revisions.',
  ),
  'window-not-found': said(
    '没有单独设定即适用上级或法定期限，由 GET 得知。',
    'None is set, so that of the region above or of the law holds; GET says which.',
  ),
  'extension-not-found': said(
    '无须处理：没有可结束的延期。',
    'Nothing to do: there is none to end.',
  ),
  'exemption-not-found': said(
    '无须处理：没有可结束的免报。',
    'Nothing to do: there is none to end.',
  ),
  'document-not-found': said(
    '改取该版本的 JSON，或以所需格式打印。',
    'Get the revision as JSON, or the report in the medium you need.',
  ),
  'finding-not-found': said(
    '重新读取 GET …/findings：报告改动后，原有结果可能已经消失。',
    'Read GET …/findings again: once the report is mended a finding may be gone.',
  ),
  'agency-not-found': said(
    '核对单位代码；未登记的先用 PUT /v1/agencies/{agencyId} 登记，已登记的换用范围包括它的密钥（GET /v1/me）。',
    'Check the id. Register it (PUT /v1/agencies/{agencyId}), or use a key whose scope holds it (GET /v1/me).',
  ),
  'region-not-found': said(
    '先用 PUT /v1/regions/{code} 登记。',
    'Register it: PUT /v1/regions/{code}.',
  ),
  'format-not-found': said('从 GET /v1/formats 中选取。', 'Choose one of GET /v1/formats.'),
  'rule-not-found': said('从 GET /v1/rules 中选取。', 'Choose one of GET /v1/rules.'),
  'ruleset-not-found': said(
    '用 GET /v1/rulesets 列出规则集，取其中的编号。',
    'List them with GET /v1/rulesets and take an id of those.',
  ),
  'ruleset-in-force': said('无须再次启用。', 'Nothing is to be done.'),
  'too-long-to-check': said(
    '删去与报告无关的正文，或将一组报告分批核查。',
    'Leave out what is no part of the report, or send a set in parts.',
  ),
  'client-not-found': said('在 GET /v1/clients 中查对。', 'Look it up in GET /v1/clients.'),
  'job-not-found': said(
    '核对任务编号；任务只有提交者可见，结束七天后删除。',
    'Check the id; a job is seen by who sent it, and kept for seven days after its end.',
  ),
  'receipt-not-found': said('先报送（submit），再取回执。', 'Submit the report first.'),
  'problem-not-found': said('从 GET /problems 中选取。', 'Choose one of GET /problems.'),
  'method-not-allowed': said('改用 Allow 头中的方法。', 'Use one of the methods in Allow.'),
  'not-acceptable': said(
    '在 Accept 或 as 中写明所列类型之一。',
    'Ask for one of the media named, in Accept or in as.',
  ),
  'request-timeout': said(
    '检查网络；大文件改用较快的连接发送。',
    'Check the network; send large documents over a faster one.',
  ),
  'action-not-allowed': said(
    '读取报告的 allowedActions，只进行其中的操作。',
    'Read allowedActions of the report, and do one of those.',
  ),
  'not-yet-open': said('到受理日再报送。', 'Wait for the day.'),
  'year-locked': said(
    '请主管部门用 PUT …/extensions/{year} 为本单位单独开放。',
    'Ask the supervising office to open it for the agency: PUT …/extensions/{year}.',
  ),
  'unchanged-resubmission': said(
    '按退回批注修改，或对核查结果另作说明后再提交；已有审核通过的版本而无须改动的，可放弃（DELETE）。',
    'Change what the remarks ask for, or explain the findings anew; where an accepted report stands and nothing needs changing, discard (DELETE).',
  ),
  'years-filed': said(
    '把 validFrom、validTo 放宽到所列年度；报错单位而尚未审核的，先行退回。',
    'Widen validFrom and validTo to the years named; send back first what was filed by mistake and is not accepted yet.',
  ),
  'unchanged-correction': said(
    '无须处理：现有版本已是此内容。',
    'Nothing to do: it says so already.',
  ),
  'job-ended': said('读取任务结果。', 'Read the results of the job.'),
  'request-in-progress': said(
    '按 Retry-After 稍后用同一个键重试。',
    'Send it again with the same key after Retry-After.',
  ),
  'answer-lost': said(
    '不要重发；读取报告得知结果。',
    'Do not send it again; read how things stand.',
  ),
  'version-mismatch': said(
    '重新读取报告，在其上重做修改，以新的 ETag 提交；current 列出他人的改动。',
    'Read the report, make your change on it and send it with the new ETag; current lists what others did.',
  ),
  'entry-changed': said(
    '重新读取登记信息，在其上重做修改，以新的 ETag 提交。',
    'Read the entry, make your change on it and send it with the new ETag.',
  ),
  'report-exists': said(
    '去掉 If-None-Match，改用 If-Match 替换。',
    'Replace it with If-Match in place of If-None-Match.',
  ),
  'body-too-large': said(
    '缩小请求体；文件请压缩图片或另存为纯文本。',
    'Send less; of a document leave pictures out, or send its text.',
  ),
  'line-too-long': said(
    '缩短该行；大文件请单独 PUT。',
    'Shorten the line; PUT large documents one by one.',
  ),
  'too-many-items': said('分成几批发送。', 'Send several batches.'),
  'uri-too-long': said('缩短地址中的各段。', 'Shorten the parts of the address.'),
  'unsupported-media-type': said(
    '按所列类型设置 Content-Type。',
    'Set Content-Type to one of those named.',
  ),
  'unsupported-encoding': said(
    '不压缩请求体，去掉 Content-Encoding 头。',
    'Do not compress the body, and leave Content-Encoding out.',
  ),
  'unsupported-document': said(
    '另存为 .docx、.xlsx、HTML、PDF 或纯文本后再发。',
    'Save it as .docx, .xlsx, HTML, PDF or plain text, and send that.',
  ),
  'expectation-failed': said('去掉 Expect 头。', 'Leave Expect out.'),
  'unreadable-document': said(
    '用原软件打开确认文件完好、未加密，另存后再发；扫描件须改发文字版。',
    'Open it where it was made, see that it is whole and not encrypted, save and send it again; a scan has no text to read.',
  ),
  'ambiguous-document': said(
    '改正 errors 所列各处，或改用表格 GET …/form、JSON 报送。',
    'Mend the places in errors, or send the form of GET …/form, or JSON.',
  ),
  'no-format-for-year': said('核对年度。', 'Check the year.'),
  'year-not-stated': said('用 year 参数说明年度。', 'Give the parameter year.'),
  'another-agency': said(
    '核对文件与地址；单位曾用名或简称请登记为别名（aliases）。',
    'Check document and address; register a former or short name among aliases.',
  ),
  'not-expected': said(
    '核对年度；名录有误的，请主管部门更正 validFrom、validTo。',
    'Check the year; if the register is wrong, have validFrom and validTo mended.',
  ),
  'window-out-of-order': said(
    '使受理、截止、锁定日期先后有序。',
    'Put the days in order: opens, due, closes.',
  ),
  'remark-misplaced': said(
    '批注位置须是该版本中的单元格、段落或其中一段文字。',
    'Let every remark stand at a cell, a passage or a stretch of one that the revision has.',
  ),
  'public-url-misplaced': said('只在公布时给出 publicUrl。', 'Give publicUrl with publish alone.'),
  'too-many-decimals': said(
    '以万元为单位，最多保留六位小数。',
    'State money in 万元 with six decimals at most.',
  ),
  'findings-stand': said(
    '改正错误，或由主管部门豁免；对核实内容逐项作出说明。',
    'Mend the errors or have them waived; explain every warning.',
  ),
  'hollow-explanation': said(
    '写明具体原因，不少于八个字，不要只写“核实无误”。',
    'Say the actual reason, in eight characters or more.',
  ),
  'not-explainable': said(
    '错误须改正或豁免，核实内容须说明，提示无须处理。',
    'An error is mended or waived, a warning explained; an info takes no answer.',
  ),
  'idempotency-key-reused': said('为新的请求换用新的键。', 'Take a new key for a new request.'),
  'report-twice': said(
    '同一报告只留一条，或不用 atomic。',
    'Leave one of them, or do not ask for atomic.',
  ),
  'batch-undone': said(
    '改正被拒绝的条目后整批重发。',
    'Mend the items that were refused and send all again.',
  ),
  'reason-required': said('在 reason 参数中写明更正理由。', 'Give the parameter reason.'),
  'unknown-region': said(
    '先用 PUT /v1/regions/{code} 登记区划。',
    'Register the region: PUT /v1/regions/{code}.',
  ),
  'unknown-agency': said(
    '先用 PUT /v1/agencies/{agencyId} 登记。',
    'Register it: PUT /v1/agencies/{agencyId}.',
  ),
  'region-cycle': said('另选上级区划。', 'Choose another parent.'),
  'wrong-uscc': said('核对统一社会信用代码。', 'Check the code.'),
  'validity-reversed': said(
    '使 validFrom 不晚于 validTo。',
    'Let validFrom be no later than validTo.',
  ),
  'own-predecessor': said(
    '从 predecessors 中去掉本单位。',
    'Leave the agency out of predecessors.',
  ),
  'read-only-member': said(
    '照读取时的内容原样返回，或省略；已变化的，重新读取。',
    'Send it as it was read, or leave it out; read the entry again where it has changed.',
  ),
  'unknown-predecessor': said('先登记前身单位。', 'Register the predecessor first.'),
  'invalid-row': said(
    '改正 errors 所列各项后重新导入。',
    'Mend the fields in errors and import the row again.',
  ),
  'row-repeated': said('每个单位只留一行。', 'Leave one row for each agency.'),
  'unknown-columns': said('改正 errors 所列表头。', 'Mend the headings in errors.'),
  'too-many-rows': said('分批导入。', 'Send the table in parts.'),
  'scope-required': said(
    '为报送密钥写明 agencies，为主管部门密钥写明 region。',
    'Name the agencies of a reporter and the region of a reviewer.',
  ),
  'too-many-groups': said(
    '缩小地区，或减少 groupBy。',
    'Ask for a smaller region, or group by less.',
  ),
  'sum-too-large': said('查找明显录入有误的数字。', 'Look for a figure that was mistyped.'),
  'read-too-long': said('缩小地区或年度范围。', 'Ask for a smaller region or fewer years.'),
  'not-comparable': said(
    '分年度查询；GET /v1/formats/{format} 列出可比性。',
    'Ask year by year; GET /v1/formats/{format} says what compares.',
  ),
  'not-a-government': said(
    '以政府（kind 为 government）的年报核对。',
    'Take a report of an agency of kind government.',
  ),
  'precondition-required': said(
    '先读取，以其 ETag 作为 If-Match 再提交。',
    'Read it and send its ETag as If-Match.',
  ),
  'too-many-requests': said(
    '按 Retry-After 等待；RateLimit 头给出余量。',
    'Wait for Retry-After; RateLimit says how much is left.',
  ),
  'headers-too-large': said(
    '缩短或去掉请求头，合计须在 16 KiB 以内。',
    'Send fewer and shorter headers, 16 KiB in all.',
  ),
  internal: said('附上 requestId 联系管理员。', 'Quote the requestId to the operator.'),
  busy: said('按 Retry-After 稍后重试。', 'Try again after Retry-After.'),
  stopping: said('稍后在新的连接上重试。', 'Try again shortly, on a new connection.'),
  'issuer-unavailable': said(
    '稍后重试，或改用本服务的密钥。',
    'Try again shortly, or use a key of the service.',
  ),
  'storage-unavailable': said(
    '稍后重试；管理员须为磁盘腾出空间或恢复写入。',
    'Try again later; the operator has to make room on the disk or let it be written.',
  ),
}

function said(zh: string, en: string): Text {
  return { zh, en }
}
