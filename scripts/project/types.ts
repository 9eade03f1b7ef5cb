/** `npm run types`: the pages, the scripts and tests, the Worker and its edge tests, and that the bindings match wrangler.toml. */
import { runTool } from './tools.ts'

// From the example, so that a developer's own .dev.vars cannot change what is generated.
const BINDINGS = [
  'types',
  'functions/bindings.d.ts',
  '--include-runtime=false',
  '--strict-vars=false',
  '--env-file',
  '.dev.vars.example',
]

if (process.argv.includes('--generate')) {
  process.exitCode = await runTool('wrangler', BINDINGS)
} else {
  const codes = [
    await runTool('wrangler', [...BINDINGS, '--check']),
    await runTool('astro', ['check']),
    await runTool('tsc', ['-p', 'functions/tsconfig.json', '--noEmit']),
  ]
  process.exitCode = codes.every((code) => code === 0) ? 0 : 1
}
