import { NoteAdded } from "#schemas/events/note-added"

export const AddNote = NoteAdded.strict()
