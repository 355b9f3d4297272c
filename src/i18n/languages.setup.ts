/** For tests only: Chinese, which the page fetches when it is needed, is there from the start. */
import { loadLanguage } from './dictionaries';

await loadLanguage('zh-CN');
