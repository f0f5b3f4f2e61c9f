"""An answer, a trouble, a form as Block Kit: pure functions from values to messages, modals and Home tabs."""
