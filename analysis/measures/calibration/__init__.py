"""The tests themselves against known truth: false alarms, power and coverage."""
