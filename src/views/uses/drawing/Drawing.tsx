import { useText } from '../../../app/i18n';

export function Drawing() {
  const { t } = useText();
  return <section aria-label={t('uses.drawing')} />;
}
