import t from 'tap'
import { format2021 } from '../src/formats/2021.ts'
import { cellsOf } from '../src/formats/cells.ts'

t.test('the 2021 form has 10 + 175 + 15 cells', async (t) => {
  t.equal(cellsOf(format2021).length, 200)
})
