"""Getting Go: lists and archives from websites, mirrors and folders, and what an archive may hold."""
