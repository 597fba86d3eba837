/** The item that a key moves to in a menu: arrows go round, Home and End, or the next one that begins with the letter. */
export function nextItem<T extends Pick<HTMLElement, 'textContent'>>(
  key: string,
  items: readonly T[],
  current: number,
): T | undefined {
  switch (key) {
    case 'ArrowDown':
      return items[(current + 1) % items.length]
    case 'ArrowUp':
      return items[(Math.max(current, 0) - 1 + items.length) % items.length]
    case 'Home':
      return items[0]
    case 'End':
      return items.at(-1)
    default:
      return key.length === 1 && key !== ' ' ? beginningWith(key.toLowerCase(), items, current) : undefined
  }
}

function beginningWith<T extends Pick<HTMLElement, 'textContent'>>(
  letter: string,
  items: readonly T[],
  current: number,
) {
  const fromNext = [...items.slice(current + 1), ...items.slice(0, current + 1)]
  return fromNext.find((item) => item.textContent.trim().toLowerCase().startsWith(letter))
}
