/** HTML as a tree. linkedom's declarations do not hold under this project's compiler options. */
const { parseHTML } = (await import('linkedom' as string)) as {
  parseHTML(html: string): { document: Document };
};

export function parsed(html: string): Document {
  return parseHTML(html).document;
}
