"""The pages that a browser opens: the table to project, the teacher's console, and a page that says "you have reached the class"."""
