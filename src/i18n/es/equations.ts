/** Words of the equations below the chart. */
export const equations = {
  'equation.region': 'Lo que se minimiza',
  'equation.model': 'La pérdida es {sum}',
  'equation.encoder': 'El codificador minimiza: {sum}',
  'equation.generator': 'El generador minimiza: {sum}',
  'equation.discriminator': 'El discriminador minimiza: {sum}',
  'equation.autoencoder': 'El codificador y el decodificador minimizan: {sum}',
  'equation.closed': 'Calculado en forma cerrada, el mínimo de {sum}',
  'equation.watched': 'Solo medido: {sum}',
  'equation.plus': ' más ',
  'equation.one': '{term}',
  'equation.none': '{term}',
  'equation.beta': 'β por {term}',
  'equation.penalty': 'λ por {term}',
  'equation.gamma': 'γ por {term}',
};
