"""Fuzzing: any bytes are read or refused, and what is read loses nothing. `make fuzz` runs it for some seconds."""
