"""The conversation: questions, streaming answers, figures at their paragraphs, citations."""
