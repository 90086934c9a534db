"""Everything is built and connected here, and nowhere else.

`profile` opens the files and `window` makes what is shown first; `services` and `controllers`
come after the first frame. `commands` has what the command line is handed.
"""
