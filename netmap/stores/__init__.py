"""Where records are kept: one contract, two stores."""
