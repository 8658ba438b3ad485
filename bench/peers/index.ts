export { Toolchain } from './toolchain.js';
