import type { XmlElement } from '../xml-element.ts'

/** Whether an element says `true`. */
export const isTrue = (element: XmlElement | undefined): boolean => element?.text.toLowerCase() === 'true'

/** The values of `<Annotation>` elements by name. */
export const annotationsOf = (annotations: XmlElement | undefined): ReadonlyMap<string, string> =>
  new Map(
    (annotations?.children('Annotation') ?? []).map((each) => [
      each.find('Name')?.text ?? '',
      each.find('Value')?.text ?? '',
    ]),
  )
