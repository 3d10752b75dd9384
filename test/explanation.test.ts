import t from 'tap'
import { whyHollow } from '../src/rules/explanation.ts'

const message = '表四 行政复议：总计为4，结果维持＋结果纠正＋其他结果＋尚未审结＝3，差1'

const hollow = {
  'nothing at all': '',
  'only punctuation': '。。。————！！！',
  'that it was checked': '已核实无误。',
  'that it was checked, at length': '经核实，以上数据填报情况均属实，无误。特此说明。',
  'that it is true': '情况属实',
  'who checked it': '经办人员会同业务科室反复核对，数据真实完整，予以确认。',
  'that it may pass': '系统提示有误，数据与实际相符，请予审核通过',
  'that it had to be so': '由于客观原因导致，属于正常波动',
  'how seriously it was taken': '我局对该问题高度重视，经认真核对后确认无误',
  'the report as its own reason': '以年报为准，以年报为准。',
  'figures alone': '1234567890',
  'the same in English': 'Verified and correct; please accept.',
  'one word again and again': '测试测试测试',
  'a few characters': '机构改革所致',
  'the finding again': '表四行政复议总计为4，结果维持+结果纠正+其他结果+尚未审结=3',
  'the finding again, and that it is true': `${message}，情况属实`,
  'what was said of another finding': '本年度 三件宣布失效的文件未计入废止！',
}

const sound = {
  'a reason': '一件复议案件于12月撤回，按口径未计入任何一项结果，已与司法局核对。',
  'a reason that begins with having checked': '经核实，许可量增长系车辆年检下放至本局所致。',
  'a short one': '系统切换造成12件重复',
  'one whose words are mostly those of an empty one':
    '经核实，本单位数据由于审核系统合并，属于正常。',
}

t.test('an explanation is hollow', async (t) => {
  const others = ['本年度三件宣布失效的文件，未计入废止。']
  for (const [sentence, text] of Object.entries(hollow)) {
    const why = whyHollow(text, { message, others })
    t.ok(why?.zh && why.en, sentence)
  }
})

t.test('an explanation may stand', async (t) => {
  for (const [sentence, text] of Object.entries(sound)) {
    t.equal(whyHollow(text, { message }), undefined, sentence)
  }
})

t.test('a long one is read in linear time', async (t) => {
  const start = performance.now()
  whyHollow('经核实'.repeat(200_000), { message, others: ['均为'.repeat(100_000)] })
  t.ok(performance.now() - start < 1000)
})
