/** Words that the uses share. The words of each are with its view, its name in the registry of uses. */
export const uses = {
  'uses.tabs': 'Uses of the model',
  'uses.basis': ' · ',
  'uses.details': 'Details',
  'uses.step': 'step {step}',
  'uses.loading': 'Loading this tab …',
  'uses.late':
    'This tab is still loading and will open as soon as it has arrived. Everything else works meanwhile.',
  'uses.onPad':
    'The pad draws grey images of 28 × 28 pixels, and this model’s images have {form}: nothing to draw on here.',
  'uses.gone':
    'This tab could not be loaded: the connection is down, or this site has been updated. The model is safe and training continues. Try again; if that does not help, save the model and reload the page.',
  'uses.broken': 'This tab has crashed ({message}). The model and its training are not affected.',
  'uses.retry': 'Try again',
  'uses.image': 'Test image {index}',
  'uses.image.label': 'Test image {index}, class {label}',
} as const;
