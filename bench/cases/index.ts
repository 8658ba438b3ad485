import { asyncCases } from './async.js';
import type { Case } from './case.js';
import { chatCases } from './chat.js';
import { echoCases } from './echo.js';
import { gilCases } from './gil.js';
import { messageCases } from './messages.js';
import { registrationCases } from './registration.js';
import { threadCases } from './threads.js';
import { waitCases } from './wait.js';
import { wouldBlockCases } from './wouldBlock.js';

export type { Case };

export const cases: readonly Case[] = [
  ...waitCases,
  ...registrationCases,
  ...wouldBlockCases,
  ...echoCases,
  ...chatCases,
  ...asyncCases,
  ...gilCases,
  ...threadCases,
  ...messageCases,
];
