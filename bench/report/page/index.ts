/** It loads a library of charts and one of documents: to be imported by those who want pictures. */
export { renderPage } from './page.js';
export { renderScalingSvg } from './scalingSvg.js';
