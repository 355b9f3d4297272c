/** Problems; most of them are still shown in English. */
export const problems = {
  'problems.setting.conflict': '{reason}',
};
