/** Words of the equations below the chart. */
export const equations = {
  'equation.region': 'What is minimised',
  'equation.model': 'The loss is {sum}',
  'equation.encoder': 'The encoder minimises: {sum}',
  'equation.generator': 'The generator minimises: {sum}',
  'equation.discriminator': 'The discriminator minimises: {sum}',
  'equation.autoencoder': 'Encoder and decoder minimise: {sum}',
  'equation.closed': 'Computed in closed form, the minimum of {sum}',
  'equation.watched': 'Only measured: {sum}',
  'equation.plus': ' plus ',
  'equation.one': '{term}',
  'equation.none': '{term}',
  'equation.beta': 'β times {term}',
  'equation.penalty': 'λ times {term}',
  'equation.gamma': 'γ times {term}',
} as const;
