/** A phone's authenticator app: scans, keeps accounts, makes codes by its own clock, which may be wrong. */
import { decodeBase32IgnorePadding } from '@oslojs/encoding'
import { generateHOTP } from '@oslojs/otp'
import type { Locator } from '@playwright/test'
import { readSquares } from './square-code-reader.ts'

const STEP_SECONDS = 30
const DIGITS = 6
const MARGIN = 4

export interface Account {
  readonly issuer: string
  readonly name: string
  readonly key: string
}

export class Authenticator {
  readonly accounts: Account[] = []
  /** How much the clock is fast; slow where negative. */
  secondsOff: number

  constructor({ secondsOff = 0 } = {}) {
    this.secondsOff = secondsOff
  }

  /** Points the camera at a QR code. */
  async scan(drawn: Locator): Promise<Account> {
    const uri = new URL(readSquares(await lookAt(drawn)))
    if (uri.protocol !== 'otpauth:' || uri.host !== 'totp')
      throw new Error(`not an account for codes by time: ${uri.protocol}//${uri.host}`)
    const name = decodeURIComponent(uri.pathname.slice(1)).split(':').at(-1) ?? ''
    return this.#add({ issuer: uri.searchParams.get('issuer') ?? '', name, key: uri.searchParams.get('secret') ?? '' })
  }

  /** Types a key by hand, as people do: with its spaces. */
  enterKey(name: string, typed: string): Account {
    return this.#add({ issuer: '', name, key: typed.replaceAll(/\s/g, '').toUpperCase() })
  }

  /** @throws when there is none */
  get newest(): Account {
    const account = this.accounts.at(-1)
    if (account === undefined) throw new Error('the app has no account yet')
    return account
  }

  /** @param steps later or earlier codes, by 30 seconds each */
  code({ key }: Account, { steps = 0 } = {}): string {
    const counter = Math.floor((Date.now() / 1000 + this.secondsOff) / STEP_SECONDS) + steps
    return generateHOTP(decodeBase32IgnorePadding(key), BigInt(counter), DIGITS)
  }

  #add(account: Account): Account {
    this.accounts.push(account)
    return account
  }
}

/** Squares of a code as they are on the screen, without its margin. */
const lookAt = (drawn: Locator): Promise<boolean[][]> =>
  drawn.locator('svg').evaluate(async (svg, margin) => {
    const size = (svg as unknown as SVGSVGElement).viewBox.baseVal.width / 10 // uqr draws a square ten wide
    const scale = 8
    const copy = svg.cloneNode(true) as SVGElement
    copy.setAttribute('width', String(size * scale))
    copy.setAttribute('height', String(size * scale))
    const image = new Image()
    image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), { width: size * scale, height: size * scale })
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('no canvas')
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    const squares: boolean[][] = []
    for (let row = 0; row < size; row++) {
      const line: boolean[] = []
      for (let column = 0; column < size; column++) {
        const at = ((row + 0.5) * scale * canvas.width + (column + 0.5) * scale) * 4
        line.push((data[at] ?? 255) < 128)
      }
      squares.push(line)
    }
    return squares.slice(margin, -margin).map((line) => line.slice(margin, -margin))
  }, MARGIN)
