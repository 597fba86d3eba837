/** The window in which one signs in. */
export function SignInWindow() {
  return null
}
