/** What goes wrong; most of it is said in English so far. */
export const problems = {
  'problems.setting.conflict': '{reason}',
};
