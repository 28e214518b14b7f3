"""The suite measured against what people annotated."""
