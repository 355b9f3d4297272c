/** The words of the dialog that shows the glossary. */
export const dialog = {
  'lookup.find': 'Find a term',
  'lookup.count': '{count, plural, one {# term} other {# terms}}',
  'lookup.none': 'No term contains “{wanted}”.',
} as const;
