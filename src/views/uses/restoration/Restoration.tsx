import { useText } from '../../../app/i18n';

export function Restoration() {
  const { t } = useText();
  return <section aria-label={t('uses.restoration')} />;
}
