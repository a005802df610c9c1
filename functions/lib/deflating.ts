/** How zlib is to deflate what is short, as most is: by its defaults, getting and clearing memory takes longer than the rest. */
export const deflating = { windowBits: 13, memLevel: 5, level: 3, chunkSize: 2048 }
