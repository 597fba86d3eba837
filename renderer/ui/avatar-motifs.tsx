import type { ReactElement } from 'react'

/** What the pictures of people without a picture show, on a grid of 48; `currentColor` is the dark end of the sky. */
export const avatarMotifs: readonly ReactElement[] = [
  <g key="butterfly">
    <path d="M23 24C18 12 9 9 8 14s3 12 10 12c-6 1-8 6-5 10s9-1 10-8zM25 24c5-12 14-15 15-10s-3 12-10 12c6 1 8 6 5 10s-9-1-10-8z" />
    <path d="M24 20v16" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
  </g>,
  <g key="boat">
    <path d="M23 8v22H10C11 21 16 13 23 8zM26 13c5 4 9 10 10 17H26zM8 33h32c-2 5-5 7-9 7H17c-4 0-7-2-9-7z" />
  </g>,
  <g key="flower">
    <path d="M24 24c-7-3-9-14 0-15 9 1 7 12 0 15zM24 24c7-3 16 3 12 11-7 5-13-3-12-11zM24 24c1 8-5 16-12 11-4-8 5-14 12-11z" />
    <circle cx="24" cy="25" r="4.5" fill="currentColor" />
  </g>,
  <g key="kite">
    <path d="M25 6 38 20 22 35 11 17z" />
    <path d="M25 6 22 35M11 17l27 3" stroke="currentColor" strokeWidth="1.5" fill="none" />
    <path d="M22 35c-1 5-6 2-7 6" stroke="#fff" strokeWidth="2" strokeLinecap="round" fill="none" />
  </g>,
  <g key="mountain">
    <path d="M4 38 18 15l8 12 5-7 13 18z" />
    <path d="m18 15 5 8-4 2-3-2-3 1z" fill="currentColor" opacity="0.45" />
    <circle cx="35" cy="11" r="4" />
  </g>,
  <g key="cup">
    <path d="M11 20h22v9c0 6-4 9-9 9h-4c-5 0-9-3-9-9zM33 22h2c6 0 6 9 0 9h-3v-3h3c2 0 2-3 0-3h-2z" />
    <path
      d="M17 16c-2-3 2-4 0-7M24 16c-2-3 2-4 0-7"
      stroke="#fff"
      strokeWidth="2"
      strokeLinecap="round"
      fill="none"
    />
  </g>,
  <g key="fish">
    <path d="M7 24c7-10 18-11 26-2l7-6c-1 6-1 10 0 16l-7-6c-8 9-19 8-26-2z" />
    <circle cx="15" cy="22" r="2" fill="currentColor" />
  </g>,
  <g key="tree">
    <path d="M24 7c8 0 12 6 10 11 5 2 5 11-3 11H26v11h-4V29h-5c-8 0-8-9-3-11-2-5 2-11 10-11z" />
  </g>,
  <g key="moon">
    <path d="M29 8c-12 1-19 11-15 21s17 13 24 4C26 35 19 22 29 8z" />
    <path d="m35 13 1.5 3.5L40 18l-3.5 1.5L35 23l-1.5-3.5L30 18l3.5-1.5z" />
  </g>,
]
