/** The words of the plane's slice through a latent of more than two numbers. */
export const slice = {
  'slice.title': 'Slice: what the plane shows of {latent} latent coordinates',
  'slice.by': 'The plane shows',
  'slice.principal': 'principal directions',
  'slice.axes': 'two coordinates',
  'slice.classes': 'one class to another',
  'slice.slant': 'slant',
  'slice.thickness': 'thickness',
  'slice.probes': 'three probes',
  'slice.principal.help':
    'The two orthogonal directions in which the codes vary most (principal components).',
  'slice.axes.help': 'Two of the latent coordinates.',
  'slice.classes.help':
    'To the right: from the mean code of one class to that of another. Up: the orthogonal direction in which the codes vary most.',
  'slice.slant.help':
    'To the right: the direction in which test images lean more to the right. Up: the orthogonal direction in which the codes vary most.',
  'slice.thickness.help':
    'To the right: the direction in which strokes of test images become thicker. Up: the orthogonal direction in which the codes vary most.',
  'slice.probes.help': 'The plane through three probes: all three images lie on it.',
  'slice.axisAcross': 'Horizontal axis',
  'slice.axisUp': 'Vertical axis',
  'slice.from': 'From class',
  'slice.to': 'To class',
  'slice.probe': 'Probe {number} of the slice',
  'slice.component': 'PC\u00a0{n}',
  'slice.orthogonal': 'orthogonal',
  'slice.slant.axis': 'more slanted',
  'slice.thickness.axis': 'thicker',
  'slice.share': 'It shows {share} of the variance of the codes.',
  'slice.through': 'It passes through probe {name}; codes off the plane are fainter.',
  'slice.throughThree': 'It passes through probes {names}; codes off the plane are fainter.',
  'slice.problem.probes':
    'This slice needs three probes: add one first. The plane is still the previous one.',
  'slice.problem.line':
    'These three probes lie on one line, so many planes pass through them. Move one of them.',
  'slice.problem.codes': 'There are no codes of test images yet. The plane is still the previous one.',
  'slice.problem.images': 'The test images are not loaded yet. The plane is still the previous one.',
  'slice.problem.class': 'No test image with a code has this class. The plane is still the previous one.',
  'slice.problem.same': 'The codes do not differ in this direction. The plane is still the previous one.',
} as const;
