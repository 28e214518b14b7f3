"""Who does what to whom: verb groups, their form, and who acts in them."""
