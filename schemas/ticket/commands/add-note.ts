import { NoteAdded } from "#schemas/ticket/events/note-added"

export const AddNote = NoteAdded.strict()
