/**
 * Adds to package-lock.json what a registry without every platform's build leaves out.
 *
 * `npm install` skips an optional dependency that the registry does not carry; `npm ci` then refuses the lock file on a fresh
 * machine. A stub with the platform fields satisfies both, and is skipped on every machine it does not fit.
 * Run after changing dependencies: `npm run lock:complete`.
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { lookUp } from '../../src/contract/look-up.ts'

interface LockedPackage {
  version?: string
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optional?: boolean
  optionalDependencies?: Record<string, string>
}

const OS_NAMES = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const CPU_NAMES = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32']
const OS_ALIASES: Readonly<Record<string, string>> = { windows: 'win32', macos: 'darwin', linuxmusl: 'linux' }
const CPU_ALIASES: Readonly<Record<string, string>> = { '32': 'ia32', '64': 'x64', wasm: 'wasm32' }

/** Reads os, cpu and libc off a package's name, such as `@scope/thing-linux-arm64-musl`; packages for platforms are named so. */
export function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[/-]/)
  const os = words.map((word) => lookUp(OS_ALIASES, word) ?? word).find((word) => OS_NAMES.includes(word))
  const cpu = words.map((word) => lookUp(CPU_ALIASES, word) ?? word).find((word) => CPU_NAMES.includes(word))
  const musl = words.some((word) => word.includes('musl'))
  const gnu = words.some((word) => word === 'gnu')
  return {
    // A package for no system npm knows still must not be fetched, so it names one nobody has.
    os: [os ?? (cpu === 'wasm32' ? '!any' : 'none')],
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(musl ? { libc: ['musl'] } : gnu ? { libc: ['glibc'] } : {}),
  }
}

/** Returns the names of the stubs added to `packages`. */
export function complete(packages: Record<string, LockedPackage>): string[] {
  const added: string[] = []
  for (const entry of Object.values({ ...packages })) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const known = Object.keys(packages).some((key) => key === `node_modules/${name}` || key.endsWith(`/node_modules/${name}`))
      if (known || !/^\d/.test(version)) continue
      packages[`node_modules/${name}`] = { version, ...platformOf(name), optional: true }
      added.push(name)
    }
  }
  return added
}

if (import.meta.main) {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockedPackage> }
  const added = complete(lock.packages)
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
  console.log(added.length === 0 ? 'package-lock.json is complete.' : `Added ${added.length} stubs:\n  ${added.join('\n  ')}`)
}
