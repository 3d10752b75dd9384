import t from 'tap'
import { whyHollow } from '../src/rules/explanation.ts'

const message = '表四 行政复议：总计为4，结果维持＋结果纠正＋其他结果＋尚未审结＝3，差1'

const hollow = {
  'nothing at all': '',
  'only punctuation': '。。。————！！！',
  'that it was checked': '已核实无误。',
  'that it was checked, at length': '经核实，以上数据填报情况均属实，无误。特此说明。',
  'that it is true': '情况属实',
  'a few characters': '机构改革所致',
  'the finding again': '表四行政复议总计为4，结果维持+结果纠正+其他结果+尚未审结=3',
  'the finding again, and that it is true': `${message}，情况属实`,
  'what was said of another finding': '本年度 三件宣布失效的文件未计入废止！',
}

const sound = {
  'a reason': '一件复议案件于12月撤回，按口径未计入任何一项结果，已与司法局核对。',
  'a reason that begins with having checked': '经核实，许可量增长系车辆年检下放至本局所致。',
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
