/** The parts of a comparison, which are loaded with the first one. */
export { PinnedDigit } from './PinnedDigit';
export { PinnedPlane, PresentTitle } from './PinnedPlane';
