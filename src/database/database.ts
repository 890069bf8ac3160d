export interface Tx {}
