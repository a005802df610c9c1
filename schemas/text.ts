import { z } from "zod"

/**
 * U+FFFD in the place of what JSON can name but queues, XML and databases cannot carry: NUL, U+FFFE, U+FFFF and half a
 * surrogate pair. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export const carried = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll("\0", "\uFFFD")
    .replaceAll(/[\uFFFE\uFFFF]/g, "\uFFFD")

/** A text that people or models write, at most so many characters long, that every station can carry. */
export const text = (most: number) => z.string().overwrite(carried).trim().min(1).max(most)
