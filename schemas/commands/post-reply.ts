import * as z from "zod"
import { Text } from "#schemas/ticket"

export const PostReply = z.strictObject({ text: Text })
