import t from 'tap'
import { cellsOf, identitiesOf } from '../src/formats/cells.ts'
import { formatOf, formats } from '../src/formats/index.ts'

t.test('the 2021 form has 10 + 175 + 15 cells', async (t) => {
  const cells = cellsOf(formatOf('2021') ?? t.fail('no format') ?? formats[0]!)
  t.equal(cells.length, 200)
})
void identitiesOf
