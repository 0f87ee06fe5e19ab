"""Searching the announcement: its documents, how they and queries are folded, and what is found.

`documents` says what is searched and `matching` how it is found; `index` writes the same for browsers, whose search
(overrides/assets/javascripts/search) follows `matching` rule for rule. One table of cases holds the two together.
"""
