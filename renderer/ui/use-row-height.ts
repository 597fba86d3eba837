import { useLayoutEffect, useState, type RefObject } from 'react'

/** The height of a line in pixels, as the size of the letters makes it: measured on a line that nobody sees. */
export function useRowHeight(sample: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(30)
  useLayoutEffect(() => {
    const element = sample.current
    if (element === null) return
    const measure = () => setHeight(element.offsetHeight)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [sample])
  return height
}
