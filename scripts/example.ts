import { spawnSync } from 'node:child_process'
import { fromRoot } from './lib/paths.ts'

/*
 * Reviews the last three migrations of the example shop with the built command line tool. They are named one by one
 * because git cannot tell: in a clone of this repository nothing is in review.
 */

const folder = 'examples/shop/migrations'
const inReview = ['0023_customer_notes', '0024_orders_customer_required', '0025_drop_customer_fax']
const args = ['check', '--dir', folder, ...inReview.flatMap(id => ['--files', `${folder}/${id}.sql`])]

const { status } = spawnSync(process.execPath, ['dist/cli.js', ...args, ...process.argv.slice(2)], {
  cwd: fromRoot('.'),
  stdio: 'inherit',
})
// Blocked is what this example is there to show; anything else but a pass is a failure.
if (status === 1) console.log('\nThe exit code was 1: as a required check, this stops the merge.')
process.exitCode = status === 0 || status === 1 ? 0 : (status ?? 3)
