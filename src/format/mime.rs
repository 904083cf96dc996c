//! What we read of a message: its header fields, and its parts for the content page.
