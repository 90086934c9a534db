"""What runs on the event loop: tasks, dialogs that are awaited, the clock."""
