import type { ComponentProps, ReactNode } from 'react'
import './button.css'

interface ButtonProps extends ComponentProps<'button'> {
  /** How much it stands out: `primary` once per window, `danger` for what cannot be undone. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger'
}

/** A button with words on it. */
export function Button({ look = 'plain', className = '', type = 'button', ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={`button button-${look} ${className}`} />
}

interface IconButtonProps extends ComponentProps<'button'> {
  /** What it does, for screen readers and as the tool tip. */
  readonly label: string
  readonly children: ReactNode
}

/** A square button with a picture on it; its name is the tool tip. */
export function IconButton({ label, className = '', type = 'button', ...rest }: IconButtonProps) {
  return (
    <button title={label} {...rest} type={type} aria-label={label} className={`icon-button ${className}`} />
  )
}
