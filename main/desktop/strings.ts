/** The sentences that main itself shows, outside of the windows: menus, notifications. */
export const strings = {
  open: 'Open Papilio',
  quit: 'Quit Papilio',
  signOut: (address: string) => `Sign out ${address}`,
  notSignedIn: 'Not signed in',
  presences: {
    online: 'Online',
    busy: 'Busy',
    idle: 'Idle',
    'be-right-back': 'Be right back',
    away: 'Away',
    'on-the-phone': 'On the phone',
    'out-to-lunch': 'Out to lunch',
    hidden: 'Appear offline',
  },
  nudged: (name: string) => `${name} sent you a nudge`,
  cameOnline: 'has just signed in',
  addedYou: 'has added you to the contact list',
  cannotStart: 'Papilio cannot start',
} as const
