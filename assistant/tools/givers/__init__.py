"""Who gave each unit, therapist or assistant, and the claim lines that follow; used by assistants and claim."""
