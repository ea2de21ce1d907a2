"""Language models: llama.cpp in a child process, and a model that answers from a script."""
