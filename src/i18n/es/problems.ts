/** Problems; most of them are still shown in English. */
export const problems = {
  'problems.setting.conflict': '{reason}',
  'problems.link.step':
    'El enlace muestra el paso {step} de un entrenamiento que no está en esta página: se muestra el último paso.',
  'problems.model.steps':
    'No se han podido cargar los pasos anteriores de este entrenamiento. Inténtalo de nuevo cuando haya conexión.',
  'problems.run.diverged': 'El entrenamiento se detuvo en el paso {step}.',
  'problems.probes.full': '{most} sondas como máximo: quita una antes.',
  'problems.path.notSaved':
    'Este navegador no ha podido guardar el camino en este formato; quizá otro funcione.',
  'problems.compare.nothing':
    'Todavía no hay ningún modelo con el que comparar; espera a que se muestre uno.',
  'problems.compare.missing':
    'El entrenamiento con el que se compara ({preset}, paso {step}) no está guardado en este navegador. Entrena ese modelo, o abre su archivo, y después pulsa Comparar.',
};
