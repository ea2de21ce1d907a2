"""Adapter: the figure that a picture shows, by local features; the only owner of OpenCV's features."""
