"""gongkai: a public announcement, kept as data, made into a site that can be checked against it."""
