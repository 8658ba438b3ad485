/**
 * Structured clones as bytes: node:v8.
 */
import { types } from 'node:util';
import { DefaultSerializer } from 'node:v8';

/** What Node's documentation names, and its types do not. */
interface WritesViews extends DefaultSerializer {
  _writeHostObject(view: NodeJS.ArrayBufferView): void;
}
const Serializer = DefaultSerializer as new () => WritesViews;

/**
 * A serializer that does not copy shared memory, as the default one does for typed arrays.
 *
 * @param refusal - makes the error for what cannot be cloned. Node calls it as a function and as a constructor
 * @param sharedMemory - the refusal's message for shared memory
 */
export function serializerClass(
  refusal: (message: string) => Error,
  sharedMemory: string,
): new () => DefaultSerializer {
  const refuseSharedMemory = (): never => {
    throw refusal(sharedMemory);
  };
  class CloneSerializer extends Serializer {
    override _writeHostObject(view: NodeJS.ArrayBufferView): void {
      // Called for other objects, too, which are then refused.
      if (ArrayBuffer.isView(view) && types.isSharedArrayBuffer(view.buffer)) refuseSharedMemory();
      super._writeHostObject(view);
    }
  }
  Object.assign(CloneSerializer.prototype, {
    _getDataCloneError: refusal,
    _getSharedArrayBufferId: refuseSharedMemory,
  });
  return CloneSerializer;
}
