import { execFileSync } from 'node:child_process';

/** How many descriptors a process may have; null if there is no limit, or none is known. */
export function descriptorLimit(): number | null {
  const limit = Number(reportedLimit() ?? limitByShell());
  return Number.isInteger(limit) && limit > 0 ? limit : null;
}

/** By Node's report. That of others has no limits, if there is one. */
function reportedLimit(): number | string | undefined {
  // It would look up names for all connections.
  Object.assign(process.report ?? {}, { excludeNetwork: true });
  const { userLimits } = (process.report?.getReport() ?? {}) as {
    userLimits?: { open_files?: { soft: number | string } };
  };
  return userLimits?.open_files?.soft;
}

function limitByShell(): string | undefined {
  try {
    return execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' });
  } catch {
    return undefined;
  }
}
