"""Pictures: reading them with care, and showing one large."""
