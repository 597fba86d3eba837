import type { XmlElement } from '../xml-element.ts'

/** Whether an element says `true`. */
export const isTrue = (element: XmlElement | undefined): boolean => element?.text.toLowerCase() === 'true'

/** What people write is cut here: no service keeps that much, and nobody fills our windows. */
const maxText = 1000

/** What somebody wrote, such as a name. */
export const writtenText = (element: XmlElement | undefined): string =>
  [...(element?.text ?? '').slice(0, 2 * maxText)].slice(0, maxText).join('')

/** The values of `<Annotation>` elements by name. */
export const annotationsOf = (annotations: XmlElement | undefined): ReadonlyMap<string, string> =>
  new Map(
    (annotations?.children('Annotation') ?? []).map((each) => [
      each.find('Name')?.text ?? '',
      writtenText(each.find('Value')),
    ]),
  )
