import type { Character } from './character.ts'

/** Sends back what it hears, in the writer's own format; a nudge for a nudge. */
export const echo: Character = {
  address: 'echo@papilio.example',
  friendlyName: 'Echo',
  personalMessage: 'Say something, I will say it back',
  calledBy: 'echo',
  format: 'FN=Segoe%20UI; EF=; CO=800000; CS=0; PF=22',
  answer(talk, heard) {
    if (heard.kind === 'nudge') talk.nudge()
    else if (heard.text !== '') talk.say(heard.text, heard.format)
  },
}
