import { useId } from 'react'
import './logo.css'

interface Props {
  /** Beats its wings while the program waits for something. */
  readonly busy?: boolean
}

/** The butterfly of Papilio. Decorative: the name stands next to it. */
export function Logo({ busy = false }: Props) {
  const id = useId()
  return (
    <svg className={busy ? 'logo logo-busy' : 'logo'} viewBox="0 0 64 64" aria-hidden="true">
      <linearGradient id={`${id}-upper`} x1="0" y1="1" x2="1" y2="0">
        <stop offset="0" stopColor="#35c0d8" />
        <stop offset="0.45" stopColor="#2b7de9" />
        <stop offset="1" stopColor="#3a3fb8" />
      </linearGradient>
      <linearGradient id={`${id}-lower`} x1="0" y1="0" x2="1" y2="1">
        <stop offset="0" stopColor="#ffd36b" />
        <stop offset="0.5" stopColor="#ff9a4d" />
        <stop offset="1" stopColor="#e3558c" />
      </linearGradient>
      <g className="logo-wing">
        <Wing id={id} />
      </g>
      <g transform="translate(64 0) scale(-1 1)">
        <g className="logo-wing">
          <Wing id={id} />
        </g>
      </g>
      <g className="logo-body">
        <path d="M32 20c1.5 0 2.3 1.1 2.3 2.6 0 8-1 17.4-2.3 25.4-1.3-8-2.3-17.4-2.3-25.4 0-1.5.8-2.6 2.3-2.6z" />
        <path
          d="M31.5 21c-1-5.5-4-9-8-10M32.5 21c1-5.5 4-9 8-10"
          fill="none"
          strokeWidth="1.6"
          strokeLinecap="round"
        />
      </g>
    </svg>
  )
}

function Wing({ id }: { readonly id: string }) {
  return (
    <>
      <path
        d="M33 35c7-1.5 18 1.5 18.5 10 .4 7-5.5 11.5-10.8 8.6C36 51 33.3 43 33 35z"
        fill={`url(#${id}-lower)`}
      />
      <path
        d="M33 33.5C33.5 20 45 7.5 56 9c6.5 1 6 12 1.5 18.5C53 34 42 37.5 33 33.5z"
        fill={`url(#${id}-upper)`}
      />
      <path d="M36.5 31C39 22.5 46 15 53.5 13.5 49 18 44.5 25.5 36.5 31z" fill="#fff" opacity="0.35" />
      <circle cx="54.3" cy="22" r="2" fill="#fff" opacity="0.85" />
      <circle cx="50" cy="27.6" r="1.4" fill="#fff" opacity="0.85" />
      <circle cx="45.5" cy="47" r="2" fill="#fff" opacity="0.7" />
    </>
  )
}
