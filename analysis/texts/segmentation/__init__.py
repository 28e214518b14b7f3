"""Where page parts, sentences and words begin and end, as character offsets."""
