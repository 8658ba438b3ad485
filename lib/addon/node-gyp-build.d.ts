declare module 'node-gyp-build' {
  /** Loads the addon of the package in this folder: a local build, or else a prebuilt one. */
  export default function load(packageFolder: string): unknown;
}
