import { useText } from '../../../app/i18n';

export function Features() {
  const { t } = useText();
  return <section aria-label={t('uses.features')} />;
}
