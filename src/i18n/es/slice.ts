/** The words of the plane's slice through a latent of more than two numbers. */
export const slice = {
  'slice.title': 'Corte: lo que el plano muestra de {latent} coordenadas latentes',
  'slice.by': 'El plano muestra',
  'slice.principal': 'direcciones principales',
  'slice.axes': 'dos coordenadas',
  'slice.classes': 'de una clase a otra',
  'slice.slant': 'inclinación',
  'slice.thickness': 'grosor',
  'slice.probes': 'tres sondas',
  'slice.principal.help':
    'Las dos direcciones ortogonales en las que más varían los códigos (componentes principales).',
  'slice.axes.help': 'Dos de las coordenadas latentes.',
  'slice.classes.help':
    'Hacia la derecha: del código medio de una clase al de otra. Hacia arriba: la dirección ortogonal en la que más varían los códigos.',
  'slice.slant.help':
    'Hacia la derecha: la dirección en la que las imágenes de prueba se inclinan más a la derecha. Hacia arriba: la dirección ortogonal en la que más varían los códigos.',
  'slice.thickness.help':
    'Hacia la derecha: la dirección en la que los trazos de las imágenes de prueba se hacen más gruesos. Hacia arriba: la dirección ortogonal en la que más varían los códigos.',
  'slice.probes.help': 'El plano que pasa por tres sondas: las tres imágenes están en él.',
  'slice.axisAcross': 'Eje horizontal',
  'slice.axisUp': 'Eje vertical',
  'slice.from': 'De la clase',
  'slice.to': 'A la clase',
  'slice.probe': 'Sonda {number} del corte',
  'slice.component': 'CP {n}',
  'slice.orthogonal': 'ortogonal',
  'slice.slant.axis': 'más inclinado',
  'slice.thickness.axis': 'más grueso',
  'slice.share': 'Muestra el {share} de la varianza de los códigos.',
  'slice.through': 'Pasa por la sonda {name}; los códigos fuera del plano son más tenues.',
  'slice.throughThree': 'Pasa por las sondas {names}; los códigos fuera del plano son más tenues.',
  'slice.problem.probes':
    'Este corte necesita tres sondas: añade una antes. El plano sigue siendo el anterior.',
  'slice.problem.line':
    'Estas tres sondas están alineadas, así que pasan muchos planos por ellas. Mueve una de ellas.',
  'slice.problem.codes': 'Todavía no hay códigos de imágenes de prueba. El plano sigue siendo el anterior.',
  'slice.problem.images':
    'Las imágenes de prueba todavía no se han cargado. El plano sigue siendo el anterior.',
  'slice.problem.class':
    'Ninguna imagen de prueba con código es de esta clase. El plano sigue siendo el anterior.',
  'slice.problem.same': 'Los códigos no difieren en esta dirección. El plano sigue siendo el anterior.',
};
