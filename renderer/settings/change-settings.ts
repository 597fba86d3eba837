import type { CallArgs } from '../../app/ipc.ts'
import { call } from '../bridge.ts'

/** Changes some settings; every window hears of it and draws itself anew. */
export const changeSettings = (change: CallArgs<'changeSettings'>[0]): void => {
  void call('changeSettings', change)
}
