"""Everything that becomes a sentence, or is read from what people type."""
