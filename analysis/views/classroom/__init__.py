"""The classroom: answers that are checked at once, and lessons written from one source each."""
