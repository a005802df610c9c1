import * as z from "zod"
import { Text } from "#schemas/ticket/words"

export const PostReply = z.strictObject({ text: Text })
