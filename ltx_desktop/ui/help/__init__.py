"""Help, the log, licences and versions, to read."""
