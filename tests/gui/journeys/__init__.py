"""People's ways through the real window, over a real library, by mouse and keyboard; with a picture of each step."""
