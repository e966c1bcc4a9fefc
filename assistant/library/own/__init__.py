"""An organisation's own documents: which they are, what they say of themselves, their passages."""
