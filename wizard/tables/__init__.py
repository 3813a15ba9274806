"""What is known of versions that go together: the tables of ``resources/compat/``."""
