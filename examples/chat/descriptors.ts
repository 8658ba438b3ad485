/** What Node and the programs need for themselves. */
const SPARE = 100;

/** @throws RangeError if a process may not have a descriptor for each client */
export function requireDescriptors(clients: number): void {
  const { userLimits } = process.report.getReport() as unknown as {
    userLimits?: { open_files: { soft: number | 'unlimited' } };
  };
  const limit = Number(userLimits?.open_files.soft);
  if (clients + SPARE > limit) {
    throw new RangeError(
      `--clients ${clients}: a process may open ${limit} files here (ulimit -n), some for itself`,
    );
  }
}
