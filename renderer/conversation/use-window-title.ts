import { useEffect } from 'react'

/** Names the window. */
export function useWindowTitle(title: string): void {
  useEffect(() => {
    document.title = title
  }, [title])
}
