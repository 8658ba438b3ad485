declare module 'node-gyp-build/node-gyp-build.js' {
  const nodeGypBuild: {
    /** The file of this folder's addon: a local build, or else a prebuilt one. */
    path(folder: string): string;
  };
  export default nodeGypBuild;
}
