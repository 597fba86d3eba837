import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { findBrowser } from './browser.ts'
import { root, say } from './command.ts'

// Draws build/icon.svg at every size that the packages and the windows need: `node scripts/icons.ts` after changing the picture,
// which is the logo of renderer/ui/logo.tsx.
const sizes = [16, 24, 32, 48, 64, 96, 128, 256, 512]

const browserPath = await findBrowser('headless')
if (browserPath === null) process.exit(1)
const source = readFileSync(path.join(root, 'build/icon.svg')).toString('base64')
const browser = await chromium.launch({ executablePath: browserPath })
try {
  mkdirSync(path.join(root, 'build/icons'), { recursive: true })
  for (const size of sizes) await draw(size, `build/icons/${size}x${size}.png`)
  await draw(512, 'build/icon.png')
  await draw(256, 'renderer/public/icon.png')
  await draw(16, 'renderer/public/tray.png')
  await draw(32, 'renderer/public/tray@2x.png')
  await draw(32, 'renderer/public/tray-large.png')
} finally {
  await browser.close()
}
say('Drawn into build/ and renderer/public/.')

async function draw(size: number, file: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(
    `<style>body{margin:0}img{display:block}</style><img width="${size}" height="${size}" src="data:image/svg+xml;base64,${source}">`,
  )
  await page.screenshot({ path: path.join(root, file), omitBackground: true })
  await page.close()
}
