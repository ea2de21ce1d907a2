"""What the sample manual is made of: typesetting, drawing, and its figures."""
