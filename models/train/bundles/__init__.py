"""One module a family of models; `bundle` writes them, `reference` answers for them, `graph` has their common nodes."""
