"""What is kept of answers and of what people said about them: ids, outcomes and evidence, never a question unless it was given."""
