/** Something that is known only once the cloud has started further. Throws where it is asked for before. */
export const later = <T>() => {
  let known: T | undefined
  return {
    set: (value: T) => {
      known = value
    },
    get: (): T => {
      if (known !== undefined) return known
      throw new Error("The local cloud is still starting")
    },
  }
}

export type Later<T> = ReturnType<typeof later<T>>
