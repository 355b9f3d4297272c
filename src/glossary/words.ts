/** The texts of the terms, in the languages that the page is written in, and the words of their dialog. */
import { glossary as en } from '../i18n/en/glossary';
import { defineWords } from '../i18n/words';
import { glossary as zhCN } from '../i18n/zh-CN/glossary';

export const words = defineWords({ en, 'zh-CN': zhCN });
