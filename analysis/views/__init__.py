"""What people look at: figures, tables, the book. A view computes nothing."""
