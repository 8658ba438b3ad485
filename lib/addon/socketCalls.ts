/** The system calls behind `selectors-ts/socket`. */
export interface SocketCalls {}
