"""Fitting the weights that extraction uses, from annotated articles; no part of the product at run time."""
