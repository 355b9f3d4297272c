/** What the uses share. The words of each are with its view, its name in the registry of uses. */
export const uses = {
  'uses.tabs': 'What it is good for',
  'uses.loading': 'Loading this tab …',
  'uses.late': 'This tab is still loading; it opens as soon as it is here. Everything else works meanwhile.',
  'uses.gone':
    'This tab could not be loaded: the connection is down, or this site has a newer version by now. The model is safe and goes on. Try again; if that does not help, save the model and load the page again.',
  'uses.broken': 'This tab has broken ({message}). The model and its training are not touched by that.',
  'uses.retry': 'Try again',
  'uses.image': 'Test image {index}',
  'uses.image.label': 'Test image {index}, class {label}',
} as const;
