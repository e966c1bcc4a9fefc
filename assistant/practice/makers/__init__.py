"""What a lesson asks: each maker draws one case from the tools or the knowledge, with its right answers and why."""
