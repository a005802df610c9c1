import * as z from "zod"

const stray = /[\0\uFFFE\uFFFF]/
const strays = new RegExp(stray, "g")

/**
 * U+FFFD in the place of what JSON can name but queues, XML and databases cannot carry: NUL, U+FFFE, U+FFFF and half a
 * surrogate pair. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export const carried = (text: string): string =>
  // Every text of every event that is written or read passes here, and next to none needs a copy.
  text.isWellFormed() && !stray.test(text) ? text : text.toWellFormed().replace(strays, "\uFFFD")

const trimmed = (written: string) => carried(written).trim()

/** A text that people or models write, at most so many characters long, that every station can carry. */
export const text = (most: number) => z.string().overwrite(trimmed).min(1).max(most)
