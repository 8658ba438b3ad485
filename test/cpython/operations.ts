/**
 * Random sequences of what a program may do with a selector and its file objects.
 *
 * Eight places hold file objects; a closed one stays in its place until another is opened there.
 */
import fc from 'fast-check';

const PLACES = 8;

/** Whom a call is about: an object, the number it has or had, any number, or no file object. */
type Target =
  | { readonly object: number }
  | { readonly numberOf: number }
  | { readonly number: number }
  | { readonly stranger: number };

const place = fc.nat({ max: PLACES - 1 });

const target: fc.Arbitrary<Target> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ object: place }) },
  { weight: 4, arbitrary: fc.record({ numberOf: place }) },
  { weight: 1, arbitrary: fc.record({ number: fc.constantFrom(-1, 40, 41) }) },
  { weight: 1, arbitrary: fc.record({ stranger: fc.nat({ max: 3 }) }) },
);

const events = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 1, max: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 4, 7, -1) },
);

const data = fc.constantFrom(null, 0, 1, 'a', 'b');

const about = (name: string) => fc.record({ name: fc.constant(name), place });
const on = (name: string) => fc.record({ name: fc.constant(name), target });
const alone = (name: string) => fc.record({ name: fc.constant(name) });

export const operations = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: about('openSocket') },
    { weight: 1, arbitrary: about('openFile') },
    { weight: 3, arbitrary: about('close') },
    { weight: 1, arbitrary: about('closePeer') },
    { weight: 3, arbitrary: about('send') },
    { weight: 2, arbitrary: about('receive') },
    { weight: 12, arbitrary: fc.record({ name: fc.constant('register'), target, events, data }) },
    { weight: 4, arbitrary: on('unregister') },
    { weight: 6, arbitrary: fc.record({ name: fc.constant('modify'), target, events, data }) },
    { weight: 1, arbitrary: fc.record({ name: fc.constant('modify'), target, events }) },
    { weight: 2, arbitrary: on('getKey') },
    { weight: 2, arbitrary: on('getFromMap') },
    { weight: 8, arbitrary: alone('select') },
    { weight: 3, arbitrary: alone('map') },
    { weight: 1, arbitrary: alone('closeSelector') },
  ),
  { minLength: 1, maxLength: 60, size: 'max' },
);
