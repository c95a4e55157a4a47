"""Test modules import ``marked_text`` from here: pytest puts the folder of a conftest on the import path."""
