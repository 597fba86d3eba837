import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { findBrowser } from './browser.ts'
import { root, say } from './command.ts'

/** Draws build/icon.svg at every size that the packages need. Run it after changing the picture: `node scripts/icons.ts`. */
const sizes = [16, 24, 32, 48, 64, 96, 128, 256, 512]

const browserPath = await findBrowser('headless')
if (browserPath === null) process.exit(1)
const source = readFileSync(path.join(root, 'build/icon.svg')).toString('base64')
const browser = await chromium.launch({ executablePath: browserPath })
try {
  mkdirSync(path.join(root, 'build/icons'), { recursive: true })
  for (const size of sizes) await draw(size, `build/icons/${size}x${size}.png`)
  await draw(512, 'build/icon.png')
} finally {
  await browser.close()
}
say('Drawn into build/.')

async function draw(size: number, file: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(
    `<style>body{margin:0}img{display:block}</style><img width="${size}" height="${size}" src="data:image/svg+xml;base64,${source}">`,
  )
  await page.screenshot({ path: path.join(root, file), omitBackground: true })
  await page.close()
}
