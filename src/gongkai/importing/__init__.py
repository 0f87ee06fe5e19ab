"""What people have -> the model. `announcement` reads the text of an announcement."""
