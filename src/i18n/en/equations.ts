/** The equations under the chart, in words. */
export const equations = {
  'equation.region': 'What is made small',
  'equation.model': 'The loss is {sum}',
  'equation.encoder': 'The encoder makes small: {sum}',
  'equation.generator': 'The generator makes small: {sum}',
  'equation.discriminator': 'The discriminator makes small: {sum}',
  'equation.autoencoder': 'Encoder and decoder make small: {sum}',
  'equation.closed': 'Computed at once, the least {sum}',
  'equation.watched': 'Only measured: {sum}',
  'equation.plus': ' plus ',
  'equation.one': '{term}',
  'equation.none': '{term}',
  'equation.beta': 'β times {term}',
  'equation.penalty': 'λ times {term}',
  'equation.gamma': 'γ times {term}',
} as const;
