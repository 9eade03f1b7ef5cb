import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { run, runTool } from './tools.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** A Chromium on this machine: CHROME_PATH, one on the PATH, one in its usual place, or Playwright's own. */
export function findBrowser(): string | undefined {
  const given = process.env['CHROME_PATH']
  const onPath = (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...(given === undefined ? [] : [given]), ...onPath, ...ELSEWHERE, chromium.executablePath()].find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Finds a browser or fetches one: Playwright's own, or, for root on Debian, the chromium package. */
export async function ensureBrowser(): Promise<string | undefined> {
  const found = findBrowser()
  if (found !== undefined) return found
  console.log('No Chromium on this machine: fetching one for the tests.')
  await runTool('playwright', ['install', 'chromium'])
  if (findBrowser() === undefined && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-qq'], { env })
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env })
  }
  return findBrowser()
}
