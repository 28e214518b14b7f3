"""The gallery: the table, the drawing, the title and the alt text of every figure."""
